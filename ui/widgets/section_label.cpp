#include "ui/widgets/section_label.h"

#include "ui/widgets/theme.h"

namespace maulstick::ui {

SectionLabel::SectionLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  setForegroundRole(QPalette::PlaceholderText);
  setTextFormat(Qt::PlainText);
  const auto dress = [this] { setFont(Theme::instance().font(TextRole::heading)); };
  dress();
  connect(&Theme::instance(), &Theme::changed, this, dress);
}

}  // namespace maulstick::ui
