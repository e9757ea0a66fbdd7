// What the Styles view does with files: cells that are opened, sheets, earlier series, styles of
// others.

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QUrl>
#include <algorithm>

#include "engine/places.h"
#include "ui/models/background.h"
#include "ui/settings/paths.h"
#include "ui/styles/merged_styles.h"
#include "ui/styles/series_column.h"
#include "ui/styles/series_head.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/styles_view.h"

namespace maulstick::ui {
namespace {

using State = SeriesCell::State;

constexpr int mostEarlier = 20;

// "series-2026-01-31-142530-a-calm-lake" as "a calm lake · 2026-01-31 14:25".
QString nameOf(const std::filesystem::path& folder) {
  const QStringList parts = fromPath(folder.filename()).split(u'-');
  if (parts.size() < 6) return fromPath(folder.filename());
  const QString date = parts.mid(1, 3).join(u'-');
  const QString time = parts[4].left(2) + u':' + parts[4].mid(2, 2);
  return QStringLiteral("%1 · %2 %3").arg(parts.mid(5).join(u' '), date, time);
}

}  // namespace

void StylesView::openCell(int number) {
  const SeriesCell& cell = series_->cell(number);
  if (cell.state == State::done) Q_EMIT openRequested(fromPath(series_->picture(number)));
}

void StylesView::openMenu(int number, const QPoint& at) {
  const QString file = fromPath(series_->picture(number));
  const State state = series_->cell(number).state;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (state == State::done) {
    menu->addAction(tr("Open in Paint"), this, [this, file] { Q_EMIT openRequested(file); });
    menu->addAction(tr("Copy the picture"), this,
                    [file] { QApplication::clipboard()->setImage(QImage(file)); });
  }
  if (state == State::failed && !isRunning()) {
    menu->addAction(tr("Try again what failed"), this, &StylesView::goOn);
  }
  menu->addAction(tr("Show the folder"), this, [file] {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
  });
  menu->popup(at);
}

void StylesView::askForSheet(SheetKind kind) {
  if (!series_) return;
  const bool page = kind == SheetKind::page;
  const QString name =
      page ? QStringLiteral("contact-sheet.html") : QStringLiteral("contact-sheet.png");
  const auto folder = series_->folder();
  asker_->fileToSave(
      window(),
      {.purpose = QStringLiteral("sheet"),
       .title = page ? tr("Save the page") : tr("Save the contact sheet"),
       .kinds = page ? tr("HTML (*.html)") : tr("PNG (*.png)"),
       .name = fromPath(folder / toPath(name))},
      [this, folder, kind](const QString& file) {
        if (file.isEmpty()) return;
        inBackground(
            this, [folder, kind, file] { return writeSheet(folder, kind, toPath(file)); },
            [this, file](const QString& fault) {
              if (!fault.isEmpty()) {
                return tellProblem(tr("%1 could not be written").arg(file), {}, fault);
              }
              tellNotice(tr("Saved as %1").arg(file));
              message_->addAction(tr("Open it"),
                                  [file] { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
            });
      });
}

void StylesView::fillEarlier() {
  QMenu& menu = head_->earlier();
  menu.clear();
  const auto folders = seriesIn(pictures_folder());
  int shown = 0;
  for (const auto& folder : folders) {
    if (++shown > mostEarlier) break;
    QAction* entry = menu.addAction(nameOf(folder), this, [this, folder] { openSeries(folder); });
    entry->setCheckable(true);
    entry->setChecked(series_ && series_->folder() == folder);
    entry->setEnabled(!isRunning());
  }
  if (folders.empty()) menu.addAction(tr("There are none yet"))->setEnabled(false);
}

void StylesView::askForStyles() {
  asker_->fileToOpen(window(),
                     {.purpose = QStringLiteral("styles"),
                      .title = tr("Import styles"),
                      .kinds = tr("Styles (*.csv *.json)")},
                     [this](const QString& file) {
                       if (!file.isEmpty()) importStyles(toPath(file));
                     });
}

void StylesView::importStyles(const std::filesystem::path& file) {
  inBackground(
      this, [file] { return readStyles(file); },
      [this, file](const ReadStyles& read) {
        if (!read.fault.isEmpty()) {
          return tellProblem(tr("%1 brings no styles").arg(fromPath(file.filename())), {},
                             read.fault);
        }
        takeStyles(read);
      });
}

// One step of undo.
void StylesView::takeStyles(const ReadStyles& read) {
  const MergedStyles merged = mergedStyles(history_.styles(), read.chips);
  if (merged.chips.size() > mostStyles) {
    return tellProblem(
        tr("With these there would be %1 styles").arg(merged.chips.size()),
        tr("At most %1 have room: import a file with fewer of them").arg(mostStyles));
  }
  history_.endGesture();
  history_.change(history_.request(), merged.chips, tr("Import styles"));
  history_.endGesture();
  column_->show(history_.request());
  const auto count = static_cast<int>(read.chips.size());
  tellNotice(
      count == 1 ? tr("One style was imported") : tr("%n styles were imported", nullptr, count),
      merged.replaced == 0 ? QString()
                           : tr("%n of them replaced one of that name", nullptr, merged.replaced));
  message_->addAction(tr("Undo"), [this] { history_.undo(); });
}

void StylesView::writeStylesTo(const QString& file) {
  if (file.isEmpty()) return;
  const std::vector<StyleChip> chips = history_.styles();
  const bool loses =
      file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive) &&
      std::ranges::any_of(chips, [](const StyleChip& chip) { return !chip.controls.empty(); });
  inBackground(
      this, [file, chips] { return writeStyles(toPath(file), chips); },
      [this, file, loses](const QString& fault) {
        if (!fault.isEmpty()) {
          return tellProblem(tr("%1 could not be written").arg(file), {}, fault);
        }
        tellNotice(
            tr("Saved as %1").arg(file),
            loses ? tr("CSV has no room for the styles' own guidance; JSON does") : QString());
      });
}

}  // namespace maulstick::ui
