#include "ui/painting/fault_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maulstick::ui {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::FaultWords", text);
}

// "WHAT (WHERE): expected EXPECTED, got GOT"; what is composed otherwise is all WHAT.
struct Parts {
  QString what;
  QString where;
  QString expected;
  QString got;
};

Parts partsOf(const QString& message) {
  const QString between = QStringLiteral("): expected ");
  const qsizetype close = message.indexOf(between);
  const qsizetype open = message.indexOf(QStringLiteral(" ("));
  if (close < 0 || open < 0 || open > close) return {message, {}, {}, {}};
  const QString rest = message.mid(close + between.size());
  const QString gotMark = QStringLiteral(", got ");
  const qsizetype got = rest.lastIndexOf(gotMark);
  return {message.left(open), message.mid(open + 2, close - open - 2), rest.left(got),
          got < 0 ? QString() : rest.mid(got + gotMark.size())};
}

// What the window calls it; an option that it does not have goes by its plain name.
QString settingOf(const QString& option) {
  if (option == QLatin1String("cfg")) return tr("CFG scale");
  if (option == QLatin1String("precision")) return tr("the precision");
  if (option == QLatin1String("device")) return tr("the device");
  if (option == QLatin1String("model")) return tr("the model");
  return QString(option).replace(u'-', u' ');
}

QString withoutOptions(QString text) {
  static const QRegularExpression options(QStringLiteral("--([a-z][a-z-]*)"));
  for (auto found = options.match(text); found.hasMatch(); found = options.match(text)) {
    text.replace(found.capturedStart(), found.capturedLength(), settingOf(found.captured(1)));
  }
  return text;
}

QString asSentence(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

QString usualNext(ErrorKind kind, const Parts& parts) {
  switch (kind) {
    case ErrorKind::bad_input:
      if (parts.where == QLatin1String("--width") || parts.where == QLatin1String("--height")) {
        return tr("Choose another size below Sampling, More: %1").arg(parts.expected);
      }
      if (parts.expected.isEmpty()) return tr("Change that setting and paint again");
      return tr("Possible: %1. Asked for: %2").arg(parts.expected, parts.got);
    case ErrorKind::model: return tr("Choose another model, or this one anew");
    case ErrorKind::output: return tr("Choose another folder, or make room on the disk");
    case ErrorKind::device:
    case ErrorKind::interrupted: break;
  }
  return tr("Try again; a smaller picture or another device may do");
}

}  // namespace

QString faultCause(const std::string& message) {
  return withoutOptions(partsOf(QString::fromStdString(message)).what);
}

FaultWords faultWords(const Error& error) {
  const Parts parts = partsOf(QString::fromStdString(error.message()));
  const bool isPlace = error.kind() == ErrorKind::model || error.kind() == ErrorKind::output;
  QString cause = withoutOptions(parts.what);
  if (isPlace && !parts.where.isEmpty() && !parts.where.startsWith(QLatin1String("--"))) {
    cause += QStringLiteral(" (%1)").arg(parts.where);
  }
  const QString hint = withoutOptions(QString::fromStdString(error.hint()));
  return {.cause = cause,
          .next = asSentence(hint.isEmpty() ? usualNext(error.kind(), parts) : hint)};
}

}  // namespace maulstick::ui
