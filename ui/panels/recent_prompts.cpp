#include "ui/panels/recent_prompts.h"

#include <QFontMetrics>
#include <QMenu>

#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int widestRow = 420;
constexpr qsizetype longestMenu = 20;  // Alt+Up knows more

}  // namespace

QMenu* RecentPrompts::makeMenu(QWidget* parent) {
  auto* menu = new QMenu(parent);
  connect(menu, &QMenu::aboutToShow, this, [this, menu] { fill(menu); });
  return menu;
}

void RecentPrompts::fill(QMenu* menu) {
  menu->clear();
  const QStringList prompts = source_ ? source_().mid(0, longestMenu) : QStringList();
  for (const QString& prompt : prompts) {
    QString line = menu->fontMetrics().elidedText(prompt.simplified(), Qt::ElideRight,
                                                  Theme::scaled(widestRow));
    line.replace(u'&', QStringLiteral("&&"));
    menu->addAction(line, this, [this, prompt] { Q_EMIT picked(prompt); });
  }
  if (prompts.isEmpty()) menu->addAction(tr("Prompts you paint gather here"))->setEnabled(false);
}

std::optional<QString> RecentPrompts::step(bool earlier, const QString& now) {
  if (place_ == draft) {
    draft_ = now;
    list_ = source_ ? source_() : QStringList();
    list_.removeAll(now);
  }
  const qsizetype next = place_ + (earlier ? 1 : -1);
  if (next < draft || next >= list_.size()) return std::nullopt;
  place_ = next;
  return place_ == draft ? draft_ : list_[place_];
}

}  // namespace maulstick::ui
