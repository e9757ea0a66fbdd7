#include "ui/models/device_popup.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/choice_row.h"
#include "ui/models/devices.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int margin = 8;
constexpr int narrowest = 380;
constexpr int gapToChip = 4;

QString precisionNote(Precision precision) {
  return precision == Precision::float32 ? DevicePopup::tr("the reference")
                                         : DevicePopup::tr("lighter and faster, a little coarser");
}

QString deviceNote(const DeviceInfo& device) {
  const QString what = QString::fromStdString(device.name == "cpu" ? device.label : device.name);
  if (device.memory == 0) return what;
  return DevicePopup::tr("%1 · %2").arg(what, memoryText(device.memory));
}

}  // namespace

// The window lets through around its round corners, as menus do.
DevicePopup::DevicePopup(QWidget* parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint) {
  setAttribute(Qt::WA_TranslucentBackground);
  setFrameShape(QFrame::NoFrame);
  setAccessibleName(tr("Device and precision"));
  inside_ = new QWidget;
  column_ = new QVBoxLayout(inside_);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  note_ = new QLabel(inside_);
  note_->setProperty("dim", true);
  note_->setProperty("small", true);
  note_->setWordWrap(true);
  note_->setContentsMargins(10, 8, 10, 4);
  scroll_ = new QScrollArea(this);
  scroll_->setWidget(inside_);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll_->setFocusPolicy(Qt::NoFocus);
  for (QWidget* ground : {scroll_->viewport(), inside_}) ground->setAutoFillBackground(false);
  auto* around = new QVBoxLayout(this);
  around->setContentsMargins(margin, margin, margin, margin);
  around->addWidget(scroll_);
}

void DevicePopup::clear() {
  rows_.clear();
  column_->removeWidget(note_);
  while (QLayoutItem* item = column_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

void DevicePopup::setOffers(const std::vector<Offer>& offers, const std::string& device,
                            Precision precision) {
  clear();
  const Offer* last = nullptr;
  for (const Offer& offer : offers) {
    if (last == nullptr || last->device.name != offer.device.name) addDevice(offer.device);
    addRow(offer, offer.device.name == device && offer.precision == precision);
    last = &offer;
  }
  column_->addWidget(note_);
  setCosts(offers,
           offers.empty() ? tr("Asking which devices there are…") : tr("Asking what they cost…"));
}

void DevicePopup::addDevice(const DeviceInfo& device) {
  auto* head = new QWidget(inside_);
  auto* name = new QLabel(shortName(device), head);
  name->setProperty("title", true);
  auto* note = new QLabel(deviceNote(device), head);
  note->setProperty("dim", true);
  note->setProperty("small", true);
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(10, 8, 10, 6);
  row->addWidget(name);
  row->addStretch();
  row->addSpacing(24);
  row->addWidget(note);
  column_->addWidget(head);
}

void DevicePopup::addRow(const Offer& offer, bool isChosen) {
  auto* row =
      new ChoiceRow(precisionName(offer.precision), precisionNote(offer.precision), inside_);
  row->setChecked(isChosen);
  row->setAccessibleName(tr("%1, %2").arg(shortName(offer.device), row->text()));
  column_->addWidget(row);
  rows_.append(row);
  connect(row, &ChoiceRow::clicked, this,
          [this, device = QString::fromStdString(offer.device.name), precision = offer.precision] {
            close();
            Q_EMIT chosen(device, precision);
          });
}

void DevicePopup::setCosts(const std::vector<Offer>& offers, const QString& note) {
  for (qsizetype i = 0; i < rows_.size(); ++i) {
    const Offer& offer = offers[static_cast<std::size_t>(i)];
    if (!offer.cost) {
      rows_[i]->setWords(tr("cost not known"));
      continue;
    }
    const auto memory = static_cast<double>(std::max<std::uint64_t>(1, offer.device.memory));
    rows_[i]->setWords(costWords(*offer.cost, offer.device.memory));
    if (offer.device.memory > 0) {
      rows_[i]->setShares(static_cast<double>(offer.cost->plain) / memory,
                          static_cast<double>(offer.cost->guided) / memory);
    }
  }
  note_->setText(note);
  place();
}

// As large as its contents, as far as the screen goes; a machine with many cards has to scroll.
void DevicePopup::place() {
  const int width = std::max(Theme::scaled(narrowest), column_->sizeHint().width());
  const int height =
      column_->hasHeightForWidth() ? column_->heightForWidth(width) : column_->sizeHint().height();
  resize(width + 2 * margin, height + 2 * margin);
  if (chip_.isNull()) return;
  const QPoint corner = chip_->mapToGlobal(QPoint(0, chip_->height() + gapToChip));
  const QRect screen = chip_->screen()->availableGeometry();
  const int most = screen.right() + 1 - this->width();
  const int x = isRightToLeft() ? corner.x() : corner.x() + chip_->width() - this->width();
  move(std::clamp(x, screen.left(), std::max(screen.left(), most)), corner.y());
  resize(this->width(), std::min(this->height(), screen.bottom() - corner.y()));
}

void DevicePopup::popUpBelow(const QWidget& chip) {
  chip_ = &chip;
  setAttribute(Qt::WA_KeyboardFocusChange,
               chip.window()->testAttribute(Qt::WA_KeyboardFocusChange));
  place();
  show();
  const auto chosenRow =
      std::ranges::find_if(rows_, [](const ChoiceRow* row) { return row->isChecked(); });
  if (chosenRow != rows_.end()) (*chosenRow)->setFocus(Qt::PopupFocusReason);
}

// A press on the chip closes this and must not open it again.
void DevicePopup::mousePressEvent(QMouseEvent* event) {
  const QPoint place = event->globalPosition().toPoint();
  setAttribute(Qt::WA_NoMouseReplay,
               !chip_.isNull() && chip_->rect().contains(chip_->mapFromGlobal(place)));
  QFrame::mousePressEvent(event);
}

void DevicePopup::paintEvent(QPaintEvent* /*event*/) {
  const Palette& colours = Theme::instance().palette();
  QPainter painter(this);
  drawBox(painter, rect(), {.fill = colours.raised, .line = colours.line, .radius = 10});
}

}  // namespace maulstick::ui
