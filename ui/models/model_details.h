#pragma once
// What is known of one model, and what can be done with it. A page of the model manager.

#include <QWidget>
#include <optional>

#include "ui/models/model_check.h"
#include "ui/models/model_entry.h"

class QGridLayout;
class QPushButton;

namespace maulstick::ui {

class CheckLine;
class ElidedLabel;

class ModelDetails : public QWidget {
  Q_OBJECT

 public:
  explicit ModelDetails(QWidget* parent = nullptr);

  struct Standing {
    bool used;
    bool listed;                          // among those that were added
    bool removable;                       // of these, and not the one that paints
    bool canVerify;                       // nothing else is being verified
    std::optional<ModelVerdict> verdict;  // of the last verification
  };
  void describe(const ModelEntry& entry, const Standing& standing);
  void showProgress(int percent, const QString& words);

  [[nodiscard]] QString stateText() const;  // ready, or what is wrong, line by line

 Q_SIGNALS:
  void useRequested();
  void verifyRequested();
  void cancelRequested();
  void removeRequested();

 private:
  QWidget* makeHead();
  QWidget* makeButtons();
  void showFacts(const ModelEntry& entry);
  void showState(const ModelEntry& entry, const Standing& standing);

  QString folder_;
  ElidedLabel* name_;
  ElidedLabel* place_;
  QGridLayout* facts_;
  CheckLine* state_;
  QPushButton* use_;
  QPushButton* verify_;
  QPushButton* remove_;
};

}  // namespace maulstick::ui
