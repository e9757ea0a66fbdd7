// What is typed into the fields of a sweep, and what is said of it.

#include "ui/styles/sweep_fields.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>

#include "ui/styles/values_field.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

class SweepFieldsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsSeedsAndAxes();
  void saysWhatWouldDo_data();
  void saysWhatWouldDo();
  void drawsFourSeeds();
  void showsTheSecondNumberWithTheFirst();
  void staysAsItIsWhenItIsScrolledPast();
};

QStringList faultsOf(const SweepFields& fields) {
  QStringList faults;
  for (const auto* field : fields.findChildren<ValuesField*>()) faults << field->fault();
  return faults;
}

void SweepFieldsTest::readsSeedsAndAxes() {
  SweepFields fields;
  const SweepTexts texts = {QStringLiteral("1-3, 9"), QStringLiteral("clip"),
                            QStringLiteral("0-200 [5]"), QStringLiteral("start"),
                            QStringLiteral("0.1-0.3 (+0.1)")};
  fields.setTexts(texts);
  QVERIFY(fields.choice().has_value());
  QCOMPARE(fields.choice()->seeds, (std::vector<std::int64_t>{1, 2, 3, 9}));
  QCOMPARE(fields.choice()->axes.size(), std::size_t{2});
  QCOMPARE(fields.choice()->axes[0].values, (std::vector<double>{0, 50, 100, 150, 200}));
  QCOMPARE(fields.choice()->axes[1].values, (std::vector<double>{0.1, 0.2, 0.3}));
  QCOMPARE(fields.texts(), texts);
  QCOMPARE(faultsOf(fields).join(QString()), QString());
}

void SweepFieldsTest::saysWhatWouldDo_data() {
  QTest::addColumn<QStringList>("texts");
  QTest::addColumn<int>("field");
  QTest::addColumn<QString>("words");
  const auto row = [](const char* name, const QStringList& texts, int field, const char* words) {
    QTest::newRow(name) << texts << field << QString::fromLatin1(words);
  };
  row("no seed", {QString()}, 0, "At least one seed");
  row("no number", {QStringLiteral("many")}, 0, "These are no seeds");
  row("negative", {QStringLiteral("-1")}, 0, "These are no seeds");
  row("too many", {QStringLiteral("1-100000")}, 0, "These are no seeds");
  row("no values", {QStringLiteral("1"), QStringLiteral("clip"), QString()}, 1,
      "Numbers of 0 to 1000");
  row("out of range", {QStringLiteral("1"), QStringLiteral("steps"), QStringLiteral("5")}, 1,
      "Numbers of 10 to 100");
  row("twice",
      {QStringLiteral("1"), QStringLiteral("cfg"), QStringLiteral("6"), QStringLiteral("cfg"),
       QStringLiteral("7")},
      2, "CFG scale is swept already");
}

void SweepFieldsTest::saysWhatWouldDo() {
  QFETCH(const QStringList, texts);
  QFETCH(const int, field);
  QFETCH(const QString, words);
  SweepFields fields;
  fields.setTexts(texts);
  QVERIFY(!fields.choice());
  const QStringList faults = faultsOf(fields);
  for (int i = 0; i < faults.size(); ++i) {
    QVERIFY2(i == field ? faults[i].startsWith(words) : faults[i].isEmpty(), qPrintable(faults[i]));
  }
}

void SweepFieldsTest::drawsFourSeeds() {
  SweepFields fields;
  fields.setTexts({QStringLiteral("nothing")});
  QTest::mouseClick(fields.findChild<QPushButton*>(), Qt::LeftButton);
  QVERIFY(fields.choice().has_value());
  QCOMPARE(fields.choice()->seeds.size(), std::size_t{4});
}

void SweepFieldsTest::showsTheSecondNumberWithTheFirst() {
  SweepFields fields;
  fields.setTexts({QStringLiteral("1")});
  const auto boxes = fields.findChildren<QComboBox*>();
  QVERIFY(!boxes[1]->isVisibleTo(&fields));
  boxes[0]->setCurrentIndex(1);
  QVERIFY(boxes[1]->isVisibleTo(&fields));
}

void SweepFieldsTest::staysAsItIsWhenItIsScrolledPast() {
  SweepFields fields;
  auto* box = fields.findChildren<QComboBox*>().front();
  box->setCurrentIndex(1);
  QWheelEvent wheel(QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, -120),
                    Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(box, &wheel);
  QCOMPARE(box->currentIndex(), 1);
}

const testing::Registered<SweepFieldsTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "sweep_fields_test.moc"
