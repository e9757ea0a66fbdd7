#pragma once
// The right column of the Compare view: the table of figures, the curves, what to paint, and the
// buttons that paint it. UI thread.

#include <QWidget>
#include <vector>

#include "ui/compare/ablation.h"
#include "ui/compare/figures.h"
#include "ui/widgets/button_pair.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace maulstick::ui {

class SetChooser;

class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  // All must outlive this.
  ComparePanel(Comparison& comparison, const std::vector<CockpitRow>& rows,
               const std::vector<FigureColumn>& columns, QWidget* parent = nullptr);

  void showState(Ablation::State state, const Ablation::Shared& shared);

  [[nodiscard]] std::vector<LossSet> chosenSets() const;
  [[nodiscard]] QString sharedWords() const;

  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void ablateRequested();
  void stopRequested();
  void exportRequested();

 private:
  QWidget* makeHeading();
  QWidget* makeScrolled(const std::vector<CockpitRow>& rows,
                        const std::vector<FigureColumn>& columns);
  QWidget* makeChooser();
  QWidget* makeButtons();
  void showShared(const Ablation::Shared& shared);
  void refresh();

  Comparison& comparison_;
  Ablation::State state_ = Ablation::State::idle;
  QWidget* figures_ = nullptr;  // all that there is only with pictures
  QLabel* shared_ = nullptr;
  QToolButton* save_ = nullptr;
  SetChooser* sets_ = nullptr;
  QPushButton* ablate_ = nullptr;
  QPushButton* stop_ = nullptr;
  ButtonPair buttons_;
};

}  // namespace maulstick::ui
