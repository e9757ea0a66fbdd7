#pragma once
// The Compare view: two pictures on one canvas, all that are compared in a strip below, and their
// figures at the right. They come from an ablation, or from the history. UI thread.

#include <QWidget>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "ui/compare/ablation.h"
#include "ui/compare/comparison.h"
#include "ui/compare/figures.h"

namespace maulstick::ui {

class CompareCanvas;
class CompareEmpty;
class ComparePanel;
class MessageBar;
class PictureStrip;
class ProgressStrip;

class CompareView : public QWidget {
  Q_OBJECT

 public:
  // The controller must outlive this; `rows` are the losses as the cockpit shows them, `job` gives
  // the settings of the Paint view at that moment.
  CompareView(Controller& controller, std::vector<CockpitRow> rows, std::function<Job()> job,
              QWidget* parent = nullptr);
  ~CompareView() override;

  [[nodiscard]] Comparison& comparison() { return comparison_; }
  [[nodiscard]] Ablation& ablation() { return ablation_; }
  [[nodiscard]] CompareCanvas& canvas() { return *canvas_; }
  [[nodiscard]] MessageBar& message() { return *message_; }

  void ablate();  // or asks first, by the gate
  void stop();
  void escape();  // closes a message; if there is none, stops

  // Calls `paint`, at once or when a person has agreed to it; `job` is the largest of them.
  using Gate = std::function<void(const Job& job, const std::function<void()>& paint)>;
  void setGate(Gate gate) { gate_ = std::move(gate); }

  // Pictures that are painted, side by side; while an ablation is under way nothing happens, and
  // that is said.
  void compare(std::vector<ComparedPicture> pictures);
  void add(const ComparedPicture& picture);

  // Asks where to save and calls back, with "" if the person thinks better of it.
  using FileAnswer = std::function<void(const QString& file)>;
  using FileQuestion = std::function<void(const QString& name, const FileAnswer& then)>;
  void setFileQuestion(FileQuestion ask) { askForFile_ = std::move(ask); }
  void saveAs();

 Q_SIGNALS:
  void progressChanged(int done, int steps);  // 0, 0: nothing is being painted
  void pictureFinished(const QString& path);
  void ended(bool stopped, int painted);
  void pictureUnsaved(const std::shared_ptr<const maulstick::Painting>& painting,
                      const QString& reason);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;

 private:
  QWidget* makeMiddle();
  QWidget* makeBelow();
  void layOut();
  void connectParts();
  void connectAblation();
  void showSides();
  void showSide(Side side);
  void showEmptiness();
  void onStateChanged();
  void onProgressed(int done, int steps);
  void onEnded();
  void tellFailures();
  void paint(const Job& job, const std::vector<LossSet>& sets);
  void measureUnknown();
  bool isFree();
  [[nodiscard]] int indexOfImage(qint64 key) const;

  std::vector<CockpitRow> rows_;
  std::vector<FigureColumn> columns_;
  std::function<Job()> job_;
  Controller& controller_;
  Comparison comparison_;
  Ablation ablation_;
  Gate gate_ = [](const Job&, const std::function<void()>& paint) { paint(); };
  FileQuestion askForFile_;
  std::vector<std::pair<QString, Error>> failed_;  // in the ablation, by their names
  Ablation::Shared shared_;                        // by what is compared
  bool stopAsked_ = false;
  CompareCanvas* canvas_;
  CompareEmpty* empty_;
  ProgressStrip* progress_;
  PictureStrip* strip_;
  ComparePanel* panel_;
  MessageBar* message_;
};

}  // namespace maulstick::ui
