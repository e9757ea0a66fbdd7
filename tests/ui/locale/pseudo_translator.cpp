#include "ui/locale/pseudo_translator.h"

#include <QRegularExpression>

namespace maulstick::testing {
namespace {

constexpr auto plain = u"ACDEGILNORSTUYZacdegilnorstuyz";
constexpr auto accented = u"ÅĆĎÊĜÏĹŃÖŘŚŤÛÝŽåćďêĝïĺńöřśťûýž";

QString withAccents(QString words) {
  const QStringView from(plain);
  for (QChar& sign : words) {
    const qsizetype at = from.indexOf(sign);
    if (at >= 0) sign = QStringView(accented)[at];
  }
  return words;
}

}  // namespace

QString pseudo(const QString& text) {
  static const QRegularExpression kept(QStringLiteral("%L?\\d|%n|<[^>]*>|&\\w+;|&"));
  QString result;
  qsizetype behind = 0;
  auto matches = kept.globalMatch(text);
  while (matches.hasNext()) {
    const auto match = matches.next();
    result += withAccents(text.mid(behind, match.capturedStart() - behind)) + match.captured();
    behind = match.capturedEnd();
  }
  result += withAccents(text.mid(behind));
  const QString longer((text.size() * 2 + 4) / 5, u'·');
  return PseudoTranslator::opening + result + longer + PseudoTranslator::closing;
}

QString PseudoTranslator::translate(const char* /*context*/, const char* source,
                                    const char* /*meaning*/, int /*count*/) const {
  return *source == '\0' ? QString() : pseudo(QString::fromUtf8(source));
}

}  // namespace maulstick::testing
