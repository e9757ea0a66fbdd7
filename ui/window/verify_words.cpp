// What may be the matter with a picture that is not the same when it is painted again.

#include <QCoreApplication>

#include "ui/window/verify_desk.h"

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::VerifyDesk", text);
}

}  // namespace

QString causeWords(const verify::Cause& cause) {
  using What = verify::Cause::What;
  const QString then = QString::fromStdString(cause.then);
  const QString now = QString::fromStdString(cause.now);
  switch (cause.what) {
    case What::model: return tr("The model was another: %1, now %2.").arg(then, now);
    case What::settings: return tr("A setting could not be taken over: %1.").arg(then);
    case What::precision: return tr("The precision was another: %1, now %2.").arg(then, now);
    case What::device: return tr("The device was another: %1, now %2.").arg(then, now);
    case What::isa: return tr("The processor computed with %1, now with %2.").arg(then, now);
    case What::torch: return tr("The version of torch was another: %1, now %2.").arg(then, now);
    case What::version: return tr("Maulstick's version was another: %1, now %2.").arg(then, now);
    case What::together:
      return tr("It was painted together with others, %1 in one call.").arg(then);
    case What::unknown: return tr("The picture does not say all that it was painted with.");
    case What::picture: break;
  }
  return tr(
      "Nothing that is recorded is different: it was altered since it was painted, or painted on "
      "another machine.");
}

}  // namespace maulstick::ui
