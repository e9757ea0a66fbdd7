#pragma once
// Which sets of losses an ablation paints, as chips that are on or off. Part of the Compare view;
// UI thread.

#include <QWidget>
#include <vector>

#include "ui/compare/loss_sets.h"

namespace maulstick::ui {

class Chip;

class SetChooser : public QWidget {
  Q_OBJECT

 public:
  explicit SetChooser(QWidget* parent = nullptr);

  [[nodiscard]] std::vector<LossSet> chosen() const;

 Q_SIGNALS:
  void changed();

 private:
  std::vector<LossSet> sets_;
  std::vector<Chip*> chips_;
};

}  // namespace maulstick::ui
