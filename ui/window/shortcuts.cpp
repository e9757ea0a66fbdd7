#include "ui/window/shortcuts.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <stdexcept>

namespace maulstick::ui {
namespace {

QString words(const char* text) {
  return QCoreApplication::translate("Shortcuts", text);
}

const std::vector<Shortcut>& table() {
  static const std::vector<Shortcut> rows = {
      {QStringLiteral("paint"), QKeySequence(Qt::CTRL | Qt::Key_Return), words("Paint")},
      {QStringLiteral("stop"), QKeySequence(Qt::Key_Escape),
       words("Close what lies on top, or stop painting")},
      {QStringLiteral("save"), QKeySequence(Qt::CTRL | Qt::Key_S), words("Save the picture as…")},
      {QStringLiteral("copy"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
       words("Copy the picture")},
      {QStringLiteral("open"), QKeySequence(Qt::CTRL | Qt::Key_O), words("Open a picture…")},
      {QStringLiteral("undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), words("Undo")},
      {QStringLiteral("redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), words("Redo"),
       QKeySequence(Qt::CTRL | Qt::Key_Y)},
      {QStringLiteral("newSeed"), QKeySequence(Qt::CTRL | Qt::Key_R), words("New seed")},
      {QStringLiteral("lockSeed"), QKeySequence(Qt::CTRL | Qt::Key_L), words("Lock the seed")},
      {QStringLiteral("search"), QKeySequence(Qt::CTRL | Qt::Key_F), words("Search the history")},
      {QStringLiteral("newer"), QKeySequence(Qt::ALT | Qt::Key_Left), words("Newer picture")},
      {QStringLiteral("older"), QKeySequence(Qt::ALT | Qt::Key_Right), words("Older picture")},
      {QStringLiteral("firstView"), QKeySequence(Qt::CTRL | Qt::Key_1), words("Paint")},
      {QStringLiteral("secondView"), QKeySequence(Qt::CTRL | Qt::Key_2), words("Styles")},
      {QStringLiteral("thirdView"), QKeySequence(Qt::CTRL | Qt::Key_3), words("Compare")},
      {QStringLiteral("quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), words("Quit")},
      {QStringLiteral("help"), QKeySequence(Qt::Key_F1), words("Keys")}};
  return rows;
}

QString nativeText(const QKeySequence& keys) {
  return keys.toString(QKeySequence::NativeText);
}

KeyLine named(const char* name) {
  const Shortcut& one = shortcutNamed(QLatin1String(name));
  QStringList keys = {nativeText(one.keys)};
  if (!one.otherKeys.isEmpty()) keys << nativeText(one.otherKeys);
  return {keys.join(words(" or ")), one.meaning};
}

// Keys that are one behind the other on a keyboard: "Ctrl+Up, Ctrl+Down".
KeyLine line(std::initializer_list<QKeyCombination> keys, const char* meaning) {
  QStringList names;
  for (const QKeyCombination& one : keys) names << nativeText(QKeySequence(one));
  return {names.join(QStringLiteral(", ")), words(meaning)};
}

KeyLine line(const char* keys, const char* meaning) {
  return {words(keys), words(meaning)};
}

KeyGroup promptKeys() {
  return {
      words("In the prompt"),
      {line({Qt::CTRL | Qt::Key_Up, Qt::CTRL | Qt::Key_Down},
            "More or less weight for the word at the cursor"),
       line({Qt::ALT | Qt::Key_Up, Qt::ALT | Qt::Key_Down}, "Prompts that you painted before")}};
}

KeyGroup sliderKeys() {
  return {
      words("On a slider"),
      {line("Arrow keys", "A step; with Shift a tenth of it"),
       line({Qt::Key_PageUp, Qt::Key_PageDown}, "Ten steps"),
       line({Qt::Key_Home, Qt::Key_End}, "The least, the most"),
       line({Qt::Key_Delete}, "As it is by default"), line("A digit or Return", "Type the number"),
       line("Double click", "As it is by default")}};
}

KeyGroup canvasKeys() {
  return {
      words("On the picture"),
      {line({Qt::Key_0, Qt::Key_F}, "Fit into the window"),
       line({Qt::Key_1, Qt::Key_Z}, "Actual size"),
       line({Qt::Key_Plus, Qt::Key_Minus}, "Larger, smaller"),
       line("Arrow keys", "Move a picture that is larger than the window"),
       line({Qt::Key_O}, "Show or hide the centre of mass"),
       line("Space and drag", "Move the picture"), line("Shift and drag", "Drag the file out")}};
}

KeyGroup historyKeys() {
  return {words("In the history"),
          {line("Arrow keys", "Show the picture"), line({Qt::Key_Return}, "Restore its settings"),
           line({Qt::Key_S}, "Star it, or take the star away"),
           line({Qt::Key_Delete}, "Move it to the trash"),
           line({Qt::CTRL | Qt::Key_Z}, "Take it back from the trash")}};
}

KeyGroup compareKeys() {
  return {words("In Compare"),
          {line({Qt::Key_Left, Qt::Key_Right}, "Move the line between the two pictures"),
           line({Qt::Key_C}, "The line into the middle"),
           line({Qt::Key_Home, Qt::Key_End}, "One picture alone, the other alone"),
           line("Hold Space", "Flip the two pictures"), line({Qt::Key_X}, "Swap their sides"),
           line({Qt::Key_D}, "The difference of the two"),
           line({Qt::Key_Up, Qt::Key_Down}, "Show differences stronger, weaker"),
           line({Qt::Key_Plus, Qt::Key_Minus}, "Larger, smaller"),
           line({Qt::Key_0, Qt::Key_F}, "Fit into the window"), line({Qt::Key_Z}, "Actual size"),
           line("Shift and arrow keys", "Move pictures that are larger than the window"),
           line({Qt::Key_Return, Qt::SHIFT | Qt::Key_Return},
                "In the strip and the table: that picture on the left side, on the right"),
           line("1 … 9", "Put that picture of the strip on the left side; with Alt on the right")}};
}

KeyGroup matrixKeys() {
  return {words("In the Styles view"),
          {line("Arrow keys", "From picture to picture"),
           line({Qt::Key_Return}, "Open the picture in the Paint view, with its settings"),
           line({Qt::CTRL | Qt::Key_Return}, "Paint the series"),
           line({Qt::Key_Menu}, "What can be done with the picture")}};
}

KeyGroup queueKeys() {
  return {words("In the queue"),
          {line({Qt::CTRL | Qt::SHIFT | Qt::Key_Up, Qt::CTRL | Qt::SHIFT | Qt::Key_Down},
                "Paint it earlier, later"),
           line({Qt::Key_Delete}, "Remove it")}};
}

}  // namespace

const Shortcut& shortcutNamed(const QString& name) {
  const auto found = std::ranges::find(table(), name, &Shortcut::name);
  if (found == table().end()) throw std::logic_error("no shortcut " + name.toStdString());
  return *found;
}

std::vector<KeyGroup> allKeys() {
  return {{words("Everywhere"),
           {line({Qt::CTRL | Qt::Key_1, Qt::CTRL | Qt::Key_2, Qt::CTRL | Qt::Key_3},
                 "The views: Paint, Styles, Compare"),
            named("paint"), named("stop"), named("undo"), named("redo"), named("newSeed"),
            named("lockSeed"), named("search"), named("newer"), named("older"),
            line({Qt::Key_Left, Qt::Key_Right}, "The same, where nothing else needs them"),
            named("open"), named("save"), named("copy"), named("help"), named("quit")}},
          promptKeys(),
          queueKeys(),
          sliderKeys(),
          canvasKeys(),
          historyKeys(),
          matrixKeys(),
          compareKeys()};
}

}  // namespace maulstick::ui
