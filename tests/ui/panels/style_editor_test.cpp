// The card in which a style is written.

#include "ui/panels/style_editor.h"

#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class StyleEditorTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsEveryWordOfALongStyle();
  void saysWhatANumberMayBe();
};

QLineEdit* fieldOf(const StyleEditor& editor, const QString& begin) {
  for (auto* field : editor.findChildren<QLineEdit*>()) {
    if (field->accessibleName().startsWith(begin)) return field;
  }
  qFatal("no field %s", qPrintable(begin));
}

// Those of others may be longer than anybody types.
void StyleEditorTest::keepsEveryWordOfALongStyle() {
  const StyleChip chip = {.name = QString(120, u'n'),
                          .words = QStringLiteral("ink of {prompt}, ") + QString(5000, u'w'),
                          .negative = QString(3000, u'k')};
  StyleEditor editor;
  QSignalSpy saved(&editor, &StyleEditor::saved);
  editor.edit(chip);
  QTest::keyClick(&editor, Qt::Key_Return);
  QCOMPARE(saved.count(), 1);
  QVERIFY(saved[0][0].value<StyleChip>() == chip);
}

void StyleEditorTest::saysWhatANumberMayBe() {
  StyleEditor editor;
  editor.offerGuidance();
  QSignalSpy saved(&editor, &StyleEditor::saved);
  editor.edit({.name = QStringLiteral("ink"), .words = QStringLiteral("ink"), .negative = {}});
  QLineEdit* clip = fieldOf(editor, QStringLiteral("CLIP"));
  const QString words = QStringLiteral("CLIP goes from 0 to 1000");
  const auto says = [&editor, &words] {
    for (const auto* label : editor.findChildren<QLabel*>()) {
      if (label->text() == words && label->isVisibleTo(&editor)) return true;
    }
    return false;
  };
  clip->setText(QStringLiteral("5000"));
  QTest::keyClick(&editor, Qt::Key_Return);
  QCOMPARE(saved.count(), 0);
  QVERIFY(says());
  QCOMPARE(clip->accessibleDescription(), words);
  clip->setText(QStringLiteral("500"));
  QTest::keyClick(&editor, Qt::Key_Return);
  QCOMPARE(saved.count(), 1);
  QCOMPARE(saved[0][0].value<StyleChip>().controls.at("clip"), 500.0);
  QVERIFY(!says());
  QCOMPARE(clip->accessibleDescription(), QString());
}

const testing::Registered<StyleEditorTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "style_editor_test.moc"
