#include "ui/models/model_chips.h"

#include <QCursor>
#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QToolButton>
#include <utility>

#include "ui/models/background.h"
#include "ui/models/device_popup.h"
#include "ui/models/forecast.h"
#include "ui/settings/paths.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/pixels_text.h"

namespace maulstick::ui {
namespace {

// A press on the chip that it drops from closes it and must not open it again.
class ChipMenu : public QMenu {
 public:
  explicit ChipMenu(QWidget& chip) : QMenu(&chip), chip_(chip) {}

 protected:
  void mousePressEvent(QMouseEvent* event) override {
    const QPoint place = event->globalPosition().toPoint();
    setAttribute(Qt::WA_NoMouseReplay, chip_.rect().contains(chip_.mapFromGlobal(place)));
    QMenu::mousePressEvent(event);
  }

 private:
  QWidget& chip_;
};

// Pressed while `popup` is open. A popup keeps from the chip that the pointer has left it.
void holdDown(QToolButton* chip, QWidget* popup) {
  chip->setDown(true);
  QObject::connect(popup, &QObject::destroyed, chip, [chip] {
    chip->setDown(false);
    chip->setAttribute(Qt::WA_UnderMouse,
                       chip->rect().contains(chip->mapFromGlobal(QCursor::pos())));
    chip->update();
  });
}

QToolButton* makeChip(QWidget* parent) {
  auto* chip = new QToolButton(parent);
  chip->setProperty("pill", true);
  chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  chip->setFocusPolicy(Qt::TabFocus);
  return chip;
}

}  // namespace

ModelChips::ModelChips(ModelList& models, Devices& devices, std::function<Request()> current,
                       QWidget* parent)
    : QWidget(parent), models_(models), devices_(devices), current_(std::move(current)) {
  model_ = makeChip(this);
  model_->setObjectName(QStringLiteral("modelChip"));
  device_ = makeChip(this);
  device_->setObjectName(QStringLiteral("deviceChip"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(8);
  row->addWidget(model_);
  row->addWidget(device_);
  connect(model_, &QToolButton::clicked, this, &ModelChips::openModels);
  connect(device_, &QToolButton::clicked, this, &ModelChips::openDevices);
  connect(&models_, &ModelList::changed, this, &ModelChips::showState);
  connect(&devices_, &Devices::changed, this, &ModelChips::showState);
  showState();
}

void ModelChips::setOptions(const EngineOptions& options) {
  options_ = options;
  showState();
}

void ModelChips::showState() {
  const QString folder = fromPath(options_.model);
  const ModelEntry* entry = models_.find(folder);
  const bool sound =
      entry == nullptr || entry->state == ModelState::ready || entry->state == ModelState::unread;
  const QString name = entry == nullptr ? folder.section(u'/', -1) : entry->name;
  model_->setText(name.isEmpty() ? tr("No model") : name);
  model_->setIcon(sound ? QIcon() : themedIcon(QStringLiteral("warning")));
  model_->setToolTip(sound ? tr("Model: %1").arg(folder) : entry->problems.join(u'\n'));
  model_->setAccessibleName(tr("Model: %1").arg(model_->text()));

  const DeviceState* device = devices_.find(options_.device);
  const QString place = device != nullptr ? shortName(device->info)
                                          : QString::fromStdString(options_.device).toUpper();
  device_->setText(tr("%1 · %2").arg(place, precisionName(options_.precision)));
  device_->setToolTip(tr("Where it paints, how exactly, and what that costs"));
  device_->setAccessibleName(tr("Device and precision: %1").arg(device_->text()));
}

void ModelChips::openModels() {
  auto* menu = new ChipMenu(*model_);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  fillMenu(*menu);
  const int left = isRightToLeft() ? 0 : model_->width() - menu->sizeHint().width();
  menu->popup(model_->mapToGlobal(QPoint(left, model_->height() + 4)));
  menu->setActiveAction(menu->actions().first());
  holdDown(model_, menu);
}

void ModelChips::fillMenu(QMenu& menu) {
  for (int row = 0; row < models_.rowCount(); ++row) {
    const QModelIndex index = models_.index(row);
    const QString folder = index.data(ModelList::FolderRole).toString();
    QString name = index.data().toString();
    QAction* action = menu.addAction(name.replace(u'&', QStringLiteral("&&")) + u'\t' +
                                     index.data(ModelList::NoteRole).toString());
    action->setCheckable(true);
    action->setChecked(index.data(ModelList::UsedRole).toBool());
    connect(action, &QAction::triggered, this, [this, folder] { Q_EMIT modelChosen(folder); });
  }
  menu.addSeparator();
  menu.addAction(tr("Models…"), this, &ModelChips::managerRequested);
  menu.addAction(tr("Add a model…"), this, &ModelChips::addRequested);
}

void ModelChips::openDevices() {
  std::vector<DeviceInfo> devices;
  for (const DeviceState& state : devices_.list()) devices.push_back(state.info);
  std::vector<Offer> offers;
  for (const DeviceInfo& device : devices) {
    for (const Precision precision : device.precisions) {
      offers.push_back({.device = device, .precision = precision, .cost = std::nullopt});
    }
  }
  const DeviceState* chosen = devices_.find(options_.device);
  popup_ = new DevicePopup(this);
  popup_->setAttribute(Qt::WA_DeleteOnClose);
  popup_->setOffers(offers, chosen == nullptr ? options_.device : chosen->info.name,
                    options_.precision);
  connect(popup_, &DevicePopup::chosen, this, &ModelChips::placeChosen);
  popup_->popUpBelow(*device_);
  holdDown(device_, popup_);
  askCosts(devices);
}

void ModelChips::askCosts(const std::vector<DeviceInfo>& devices) {
  const Request request = current_();
  const QSize size(request.width, request.height);
  inBackground(
      this, [options = options_, devices, size] { return offersOf(options, devices, size); },
      [popup = popup_, note = noteFor(request)](const std::vector<Offer>& offers) {
        if (!popup.isNull()) popup->setCosts(offers, note);
      });
}

// What the numbers stand for, and how far to trust them.
QString ModelChips::noteFor(const Request& request) const {
  const ModelEntry* entry = models_.find(fromPath(options_.model));
  const bool own = request.width == 0 || request.height == 0;
  if (own && entry == nullptr) return {};
  const QString size = own ? pixelsText(entry->size.width, entry->size.height)
                           : pixelsText(request.width, request.height);
  const QString what =
      tr("The most at any moment, for %1 pixels with %2.").arg(size, model_->text());
  const QString guided = isGuided(request) ? QString() : tr(" Guidance is off now.");
  return what + guided +
         tr(" Measured on CPUs in float32; for other precisions, devices and larger pictures "
            "computed "
            "from that.");
}

}  // namespace maulstick::ui
