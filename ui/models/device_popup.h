#pragma once
// Where it paints and how exactly: every device with its precisions, each with the memory that it
// takes for the picture at hand. Drops from the chip in the top bar.

#include <QFrame>
#include <QList>
#include <QPointer>

#include "ui/models/forecast.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace maulstick::ui {

class ChoiceRow;

class DevicePopup : public QFrame {
  Q_OBJECT

 public:
  explicit DevicePopup(QWidget* parent = nullptr);

  // All that there is to choose from; `device` and `precision` are chosen.
  void setOffers(const std::vector<Offer>& offers, const std::string& device, Precision precision);

  // The same offers, their costs known now.
  void setCosts(const std::vector<Offer>& offers, const QString& note);

  // Below `chip`, its end under the chip's end.
  void popUpBelow(const QWidget& chip);

 Q_SIGNALS:
  void chosen(const QString& device, maulstick::Precision precision);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  void clear();
  void place();
  void addDevice(const DeviceInfo& device);
  void addRow(const Offer& offer, bool isChosen);

  QPointer<const QWidget> chip_;
  QScrollArea* scroll_;
  QWidget* inside_;
  QVBoxLayout* column_;
  QLabel* note_;
  QList<ChoiceRow*> rows_;
};

}  // namespace maulstick::ui
