#include "ui/window/shortcuts.h"

#include <QCoreApplication>
#include <algorithm>
#include <stdexcept>
#include <vector>

namespace maulstick::ui {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("Shortcuts", text);
}

const std::vector<Shortcut>& table() {
  static const std::vector<Shortcut> rows = {
      {QStringLiteral("paint"), QKeySequence(Qt::CTRL | Qt::Key_Return), words("Paint")},
      {QStringLiteral("stop"), QKeySequence(Qt::Key_Escape), words("Stop")},
      {QStringLiteral("save"), QKeySequence(Qt::CTRL | Qt::Key_S), words("Save the picture as…")},
      {QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
       words("Copy the picture")},
      {QStringLiteral("open"), QKeySequence(Qt::CTRL | Qt::Key_O), words("Open a picture…")},
      {QStringLiteral("undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), words("Undo a setting")},
      {QStringLiteral("redo"), QKeySequence(Qt::CTRL | Qt::Key_Y), words("Redo a setting")},
      {QStringLiteral("newSeed"), QKeySequence(Qt::CTRL | Qt::Key_R), words("New seed")},
      {QStringLiteral("lockSeed"), QKeySequence(Qt::CTRL | Qt::Key_L), words("Lock the seed")},
      {QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::Key_F), words("Search the history")},
      {QStringLiteral("newer"), QKeySequence(Qt::ALT | Qt::Key_Left),
       words("Newer picture; Left alone does it where nothing is edited")},
      {QStringLiteral("older"), QKeySequence(Qt::ALT | Qt::Key_Right),
       words("Older picture; so does Right")},
      {QStringLiteral("help"), QKeySequence(Qt::Key_F1), words("Shortcuts")}};
  return rows;
}

}  // namespace

const Shortcut& shortcutNamed(const QString& name) {
  const auto found = std::ranges::find(table(), name, &Shortcut::name);
  if (found == table().end()) throw std::logic_error("no shortcut " + name.toStdString());
  return *found;
}

QString shortcutTable() {
  QString rows;
  for (const Shortcut& row : table()) {
    rows += QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(row.keys.toString(QKeySequence::NativeText).toHtmlEscaped(),
                     row.meaning.toHtmlEscaped());
  }
  return QStringLiteral("<table>%1</table>").arg(rows);
}

}  // namespace maulstick::ui
