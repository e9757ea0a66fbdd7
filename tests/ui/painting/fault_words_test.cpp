// Errors of the engine in the window's words.

#include "ui/painting/fault_words.h"

#include <QTest>

#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class FaultWordsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesNoOptions();
  void saysWhichFileIsDamaged();
  void alwaysKnowsANextStep();
};

void FaultWordsTest::namesNoOptions() {
  const FaultWords size = faultWords({ErrorKind::bad_input,
                                      {.what = "this model cannot paint that size",
                                       .where = "--width",
                                       .expected = "a multiple of 64 up to 2048",
                                       .got = "96"}});
  QCOMPARE(size.cause, QStringLiteral("this model cannot paint that size"));
  QVERIFY2(size.next.contains(QStringLiteral("a multiple of 64 up to 2048")),
           qPrintable(size.next));
  const FaultWords numbers = faultWords({ErrorKind::device,
                                         {.what = "the latents are not finite",
                                          .where = "step 3",
                                          .expected = "numbers",
                                          .got = "NaN",
                                          .hint = "try --precision float32, or a lower --cfg"}});
  QCOMPARE(numbers.cause, QStringLiteral("the latents are not finite"));
  QCOMPARE(numbers.next, QStringLiteral("Try the precision float32, or a lower CFG scale"));
}

void FaultWordsTest::saysWhichFileIsDamaged() {
  const FaultWords words = faultWords({ErrorKind::model,
                                       {.what = "the file is damaged",
                                        .where = "unet (1).pt",
                                        .expected = "its hash",
                                        .got = "another"}});
  QCOMPARE(words.cause, QStringLiteral("the file is damaged (unet (1).pt)"));
}

void FaultWordsTest::alwaysKnowsANextStep() {
  for (const ErrorKind kind : {ErrorKind::bad_input, ErrorKind::model, ErrorKind::output,
                               ErrorKind::device, ErrorKind::interrupted}) {
    const FaultWords words =
        faultWords({kind, {.what = "a fault", .where = {}, .expected = {}, .got = {}}});
    QVERIFY(!words.next.isEmpty());
    QVERIFY(words.cause.startsWith(QStringLiteral("a fault")));
  }
}

const testing::Registered<FaultWordsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "fault_words_test.moc"
