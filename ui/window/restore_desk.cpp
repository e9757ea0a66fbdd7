#include "ui/window/restore_desk.h"

#include <QFileInfo>
#include <utility>

namespace maulstick::ui {

RestoreDesk::RestoreDesk(SettingsHistory& history, RestoreSheet& sheet, QObject* parent)
    : QObject(parent), history_(history), sheet_(sheet) {
  connect(&opener_, &PictureOpener::opened, this, &RestoreDesk::take);
  connect(&sheet, &RestoreSheet::accepted, this, &RestoreDesk::accept);
  connect(&sheet, &RestoreSheet::cancelled, this, &RestoreDesk::cancel);
  connect(&history.stack(), &QUndoStack::indexChanged, this, [this] {
    if (offered_) sheet_.refresh(offerOf(*offered_));
  });
}

void RestoreDesk::setModel(const std::optional<ModelFacts>& model) {
  model_ = model;
  if (offered_) sheet_.refresh(offerOf(*offered_));
}

void RestoreDesk::show(const QString& path) {
  open(path, Purpose::show);
}

void RestoreDesk::offer(const QString& path) {
  open(path, Purpose::offer);
}

void RestoreDesk::restore(const QString& path) {
  open(path, Purpose::restore);
}

// Another picture is looked at now: the question about the last one is over.
void RestoreDesk::open(const QString& path, Purpose purpose) {
  cancel();
  purpose_ = purpose;
  opener_.open(path, history_.request());
}

void RestoreDesk::take(const OpenedPicture& picture) {
  if (!picture.image.isNull()) Q_EMIT opened(picture);
  const bool hasSettings = picture.settings.restored.has_value();
  if (purpose_ == Purpose::show || !hasSettings) {
    if (picture.image.isNull()) {
      Q_EMIT unreadable(picture.path, picture.problem);
    } else if (purpose_ != Purpose::show) {
      Q_EMIT noSettings(picture.path, picture.settings.problem);
    }
    return;
  }
  if (purpose_ == Purpose::offer) {
    propose(picture);
  } else {
    apply({.path = picture.path, .found = *picture.settings.restored});
  }
}

void RestoreDesk::propose(const OpenedPicture& picture) {
  Offered offered = {.path = picture.path, .found = *picture.settings.restored};
  const RestoreSheet::Offer offer = offerOf(offered);
  if (offer.changes.empty()) {
    Q_EMIT nothingToChange(picture.path, offer.left);
    return;
  }
  offered_ = std::move(offered);
  sheet_.propose(offer, picture.image);
}

void RestoreDesk::accept() {
  if (const auto offered = std::exchange(offered_, {})) apply(*offered);
  sheet_.dismiss();
}

void RestoreDesk::cancel() {
  offered_.reset();
  sheet_.dismiss();
}

void RestoreDesk::apply(const Offered& wanted) {
  const RestorePlan plan = planRestore(wanted.found, now(), model_);
  const PanelSettings before = now();
  if (plan.next.request == before.request && plan.next.styles == before.styles) {
    Q_EMIT nothingToChange(wanted.path, plan.left);
    return;
  }
  history_.endGesture();
  history_.change(plan.next.request, plan.next.styles,
                  tr("Settings of %1").arg(QFileInfo(wanted.path).fileName()));
  history_.endGesture();
  Q_EMIT restored(wanted.path, plan.left);
}

PanelSettings RestoreDesk::now() const {
  return {.request = history_.request(), .styles = history_.styles()};
}

RestoreSheet::Offer RestoreDesk::offerOf(const Offered& offered) const {
  RestorePlan plan = planRestore(offered.found, now(), model_);
  return {.file = offered.path, .changes = std::move(plan.changes), .left = std::move(plan.left)};
}

}  // namespace maulstick::ui
