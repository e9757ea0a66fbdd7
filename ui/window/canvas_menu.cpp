#include "ui/window/canvas_menu.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>

#include "ui/canvas/canvas_view.h"
#include "ui/widgets/icon.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {

CanvasMenu::CanvasMenu(PaintView& view, QAction& copy, QAction& save, QObject* parent)
    : QObject(parent), view_(view), copy_(copy), save_(save) {
  view.canvas().setContextMenuPolicy(Qt::CustomContextMenu);
  connect(&view.canvas(), &QWidget::customContextMenuRequested, this, &CanvasMenu::show);
}

// A picture that is still being painted has no file yet: it can be copied only.
void CanvasMenu::show(const QPoint& place) {
  if (view_.shownPicture().isNull()) return;
  const QString file = view_.shownFile();
  const auto known = file.isEmpty() ? std::nullopt : view_.store().find(file);
  auto* menu = new QMenu(&view_.canvas());
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(&copy_);
  if (!file.isEmpty()) {
    menu->addAction(&save_);
    menu->addAction(themedIcon(QStringLiteral("folder")), tr("Show in folder"), this, [file] {
      QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
    });
    menu->addSeparator();
    menu->addAction(themedIcon(QStringLiteral("reset")), tr("Restore settings"), this,
                    [this, file] { view_.restoreFrom(file); });
    menu->addAction(themedIcon(QStringLiteral("check")), tr("Verify"), this,
                    [this, file] { Q_EMIT verifyRequested(file); });
  }
  if (known) {
    menu->addAction(
        themedIcon(QStringLiteral("star")), known->starred ? tr("Remove star") : tr("Star"), this,
        [this, file, starred = known->starred] { view_.store().setStarred(file, !starred); });
  }
  menu->popup(view_.canvas().mapToGlobal(place));
}

}  // namespace maulstick::ui
