#pragma once
// The cockpit at the right of the window: what guidance does at every step, readable at a glance.
// The mouse on a curve shows that step everywhere. Knows nothing of runs: it is fed plain values.
// UI thread.
//
// Adding a step costs the same however many there are; words and plots follow within a frame.

#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/cockpit/cockpit_data.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace maulstick::ui {

class CockpitRows;

class CockpitPanel : public QWidget {
  Q_OBJECT

 public:
  explicit CockpitPanel(std::vector<CockpitRow> rows, QWidget* parent = nullptr);
  ~CockpitPanel() override;

  void start(int steps);
  void add(const StepPoint& point);
  void showAll(const std::vector<StepPoint>& points);  // of a picture that is finished
  void clear();

  [[nodiscard]] const CockpitData& data() const { return data_; }
  [[nodiscard]] QString csv() const;
  [[nodiscard]] QString textDescription() const;

  void copyCsv();  // to the clipboard

  // PNG or SVG by the ending. Returns nothing on success, else what went wrong, for people.
  QString saveImage(const QString& file);

 Q_SIGNALS:
  // Of the step under the crosshair; nothing when the mouse has left.
  void centreHovered(const std::optional<QPointF>& centre);
  void copied();
  void saved(const QString& file);
  void saveFailed(const QString& reason);

 private:
  void addHeading(QVBoxLayout* column);
  void askWhereToSave();
  void stepHovered(const std::optional<int>& step);
  void refresh();

  std::vector<CockpitRow> rows_;
  CockpitData data_;
  QLabel* hoveredStep_ = nullptr;
  QToolButton* copy_ = nullptr;
  QToolButton* save_ = nullptr;
  CockpitRows* body_ = nullptr;
  QTimer refresh_;
};

}  // namespace maulstick::ui
