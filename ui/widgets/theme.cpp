#include "ui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QToolTip>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "ui/widgets/accessible.h"
#include "ui/widgets/colours.h"
#include "ui/widgets/return_key.h"
#include "ui/widgets/style.h"
#include "ui/widgets/tool_tips.h"

namespace maulstick::ui {
namespace {

constexpr double bodyPixels = 13;
// The sizes that systems come with: text above them is large because somebody wants it so.
#if defined(Q_OS_WIN)
constexpr double systemPixels = 12;
#elif defined(Q_OS_MACOS)
constexpr double systemPixels = 13;
#else
constexpr double systemPixels = 44.0 / 3;  // 11 points at 96 dots an inch
#endif
constexpr double largestScale = 3;

const Palette& darkPalette() {
  static const Palette palette = {.ground = QColor(0x1d1f22),
                                  .panel = QColor(0x25282c),
                                  .raised = QColor(0x2e3237),
                                  .line = QColor(0x383d43),
                                  .text = QColor(0xe8e6e1),
                                  .dim = QColor(0x9a9d9f),
                                  .accent = QColor(0xe0a458),
                                  .second = QColor(0x5aa9a3),
                                  .third = QColor(0xc97b84),
                                  .canvas = QColor(0x141517)};
  return palette;
}

const Palette& lightPalette() {
  static const Palette palette = {.ground = QColor(0xf3f1ec),
                                  .panel = QColor(0xfbfaf7),
                                  .raised = QColor(0xffffff),
                                  .line = QColor(0xddd8ce),
                                  .text = QColor(0x2a2c2e),
                                  .dim = QColor(0x6f7173),
                                  .accent = QColor(0xb8742a),
                                  .second = QColor(0x2f7f79),
                                  .third = QColor(0xa8505c),
                                  .canvas = QColor(0xe6e2da)};
  return palette;
}

bool looksDark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() <
         palette.color(QPalette::WindowText).lightness();
}

// 1 at the system's usual size and below it; in steps that leave whole pixels at the usual zooms.
double scaleOf(const QFont& system) {
  const double scale = QFontInfo(system).pixelSize() / systemPixels;
  return scale < 1.1 ? 1 : std::min(largestScale, std::round(scale * 8) / 8);
}

// Before the event loop runs, Qt does not tell widgets of another font. Labels with a font of their
// own get it from the style.
void measureAnew(QWidget& widget) {
  QApplication::style()->polish(&widget);
  for (const auto change : {QEvent::ApplicationFontChange, QEvent::StyleChange}) {
    QEvent event(change);
    QApplication::sendEvent(&widget, &event);
  }
}

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

Theme::Theme() {
  if (qGuiApp == nullptr) return;
  paletteDark_ = dark_ = looksDark(QGuiApplication::palette());
}

void Theme::install(QApplication& application) {
  const QFont system = QApplication::font();
  fontScale_ = scaleOf(system);
  body_ = system;
  if (QFontDatabase::hasFamily(QStringLiteral("Inter"))) {
    // The system's own stands in for the scripts that Inter does not know.
    body_.setFamilies({QStringLiteral("Inter"), QFontInfo(system).family()});
  }
  installAccessibility();
  installToolTips(application);
  installReturnKey(application);
  installed_ = true;
  QApplication::setStyle(new Style);
  application.setEffectEnabled(Qt::UI_AnimateCombo, false);
  QApplication::setFont(font(TextRole::body));
  apply();
}

const Palette& Theme::palette() const {
  return dark_ ? darkPalette() : lightPalette();
}

QPalette Theme::qtPalette() const {
  const Palette& colours = palette();
  QPalette qt(colours.text, colours.raised, colours.raised, colours.ground, colours.line,
              colours.text, colours.text, colours.raised, colours.ground);
  qt.setColor(QPalette::Midlight, mixed(colours.line, colours.raised, 0.5));
  qt.setColor(QPalette::Mid, colours.line);
  qt.setColor(QPalette::Dark, colours.line);
  qt.setColor(QPalette::Shadow, colours.canvas);
  qt.setColor(QPalette::AlternateBase, colours.panel);
  qt.setColor(QPalette::PlaceholderText, colours.dim);
  qt.setColor(QPalette::BrightText, colours.accent);
  qt.setColor(QPalette::Highlight, filled());
  qt.setColor(QPalette::HighlightedText, onFilled());
  // What is marked in a field that the keyboard has left steps back.
  qt.setColor(QPalette::Inactive, QPalette::Highlight, mixed(colours.raised, colours.text, 0.16));
  qt.setColor(QPalette::Inactive, QPalette::HighlightedText, colours.text);
  qt.setColor(QPalette::ToolTipBase, colours.raised);
  qt.setColor(QPalette::ToolTipText, colours.text);
  qt.setColor(QPalette::Link, colours.second);
  qt.setColor(QPalette::LinkVisited, colours.second);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    qt.setColor(QPalette::Disabled, role, faint());
  }
  return qt;
}

void Theme::setChoice(Choice choice) {
  choice_ = choice;
  apply();
}

QColor Theme::faint() const {
  return mixed(palette().dim, palette().panel, 0.35);
}

QColor Theme::filled() const {
  return dark_ ? palette().accent : mixed(palette().accent, QColor(Qt::black), 0.1);
}

QColor Theme::onFilled() const {
  return dark_ ? palette().ground : palette().raised;
}

QColor Theme::lossColour(int row) {
  const Palette& colours = instance().palette();
  const std::array three = {colours.accent, colours.second, colours.third};
  return three[static_cast<std::size_t>(std::max(row, 0)) % three.size()];
}

void Theme::setFontScale(double scale) {
  fontScale_ = std::clamp(scale, 1.0, largestScale);
  if (installed_) {
    QApplication::setFont(font(TextRole::body));
    for (QWidget* widget : QApplication::allWidgets()) measureAnew(*widget);
  }
  Q_EMIT changed();
}

int Theme::scaled(double pixels) {
  return static_cast<int>(std::lround(pixels * instance().fontScale_));
}

QFont Theme::font(TextRole role) const {
  QFont font = body_;
  const bool small = role == TextRole::small;
  font.setPixelSize(scaled(small ? bodyPixels - 1 : bodyPixels));
  if (role == TextRole::strong) font.setWeight(QFont::DemiBold);
  if (role == TextRole::heading) {
    font.setPixelSize(scaled(bodyPixels - 2));
    font.setWeight(QFont::DemiBold);
    font.setCapitalization(QFont::AllUppercase);
    font.setLetterSpacing(QFont::PercentageSpacing, 108);
  }
  return font;
}

// Qt asks the style for the application's palette whenever the system's may have changed, too: that
// is how 6.4, which has no signal for it, tells.
void Theme::noteSystem(const QPalette& system) {
  paletteDark_ = looksDark(system);
  if (choice_ != Choice::system || isSystemDark() == dark_) return;
  dark_ = isSystemDark();
  QMetaObject::invokeMethod(this, &Theme::changed, Qt::QueuedConnection);
}

void Theme::noteScheme(const std::optional<bool>& dark) {
  scheme_ = dark;
  if (choice_ == Choice::system && isSystemDark() != dark_) apply();
}

void Theme::apply() {
  dark_ = choice_ == Choice::system ? isSystemDark() : choice_ == Choice::dark;
  if (installed_) {
    QApplication::setPalette(QPalette());
    QToolTip::setPalette(qtPalette());
  }
  Q_EMIT changed();
}

}  // namespace maulstick::ui
