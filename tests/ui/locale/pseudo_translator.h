#pragma once
// A language that nobody speaks: every text that goes through tr() comes out in brackets, with accents,
// and longer by two fifths. What is seen without brackets was not translated, and what is cut would be cut
// in German, too.

#include <QTranslator>

namespace maulstick::testing {

class PseudoTranslator : public QTranslator {
 public:
  static constexpr QChar opening = u'⟦';
  static constexpr QChar closing = u'⟧';

  [[nodiscard]] QString translate(const char* context, const char* source, const char* meaning,
                                  int count) const override;
  [[nodiscard]] bool isEmpty() const override { return false; }
};

// "Stop" as "⟦Śťőƥ··⟧"; places for values (%1, %n), mark-up and mnemonics stay as they are.
QString pseudo(const QString& text);

}  // namespace maulstick::testing
