#pragma once
// The rows of the cockpit below its heading: a curve for each loss, the shares, push, gradient,
// spectrum and times. Shows one step of the data it is given: the latest, or the one under the
// crosshair, which is the same in all curves. Used by CockpitPanel. UI thread.

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/cockpit/cockpit_data.h"

class QVBoxLayout;

namespace maulstick::ui {

class HeadLine;
class SharesBar;
class Sparkline;
class SpectrumPlot;

class CockpitRows : public QWidget {
  Q_OBJECT

 public:
  // Both are the owner's and outlive this.
  CockpitRows(const std::vector<CockpitRow>& rows, const CockpitData& run,
              QWidget* parent = nullptr);

  void start();                         // the data has begun anew
  void append(const StepPoint& point);  // the data has this point too
  void showValues();                    // brings the words up to date

  void setHovered(const std::optional<int>& step);
  [[nodiscard]] std::optional<int> hovered() const { return hovered_; }

 Q_SIGNALS:
  void stepHovered(const std::optional<int>& step);

 private:
  struct Curve {
    HeadLine* head;
    Sparkline* line;
  };

  void addLosses(QVBoxLayout* column);
  void addPush(QVBoxLayout* column);
  void addSpectrum(QVBoxLayout* column);
  void addTime(QVBoxLayout* column);
  void connectCurve(const Curve& curve);
  void showLosses(const StepPoint* point);
  void showPush(const StepPoint* point);
  void showSpectrum(const StepPoint* point);
  void showTime();
  [[nodiscard]] std::vector<Curve> allCurves() const;

  const std::vector<CockpitRow>& rows_;
  const CockpitData& data_;
  std::optional<int> hovered_;
  std::vector<Curve> losses_;
  HeadLine* sharesHead_;
  SharesBar* shares_;
  Curve push_;
  Curve gradient_;
  HeadLine* spectrumHead_;
  SpectrumPlot* spectrum_;
  HeadLine* time_;
};

}  // namespace maulstick::ui
