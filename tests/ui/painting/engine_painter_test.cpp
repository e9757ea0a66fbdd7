// The real engine behind the controller, with Easel.

#include "ui/painting/engine_painter.h"

#include <QSignalSpy>
#include <QTest>
#include <map>
#include <set>

#include "picture/png.h"
#include "support/folder.h"
#include "ui/painting/controller.h"
#include "ui/painting/picture_image.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;
const fs::path easel = MAULSTICK_SOURCE_DIR "/models/easel";

class EnginePainterTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paintsWhatTheEnginePaints();
  void paintsASetAsEachWouldBeAlone();
  void keepsTheModelThatIsLoaded();

 private:
  static Job job(const fs::path& folder);
};

Job EnginePainterTest::job(const fs::path& folder) {
  Job job;
  job.model = {.model = easel, .device = "cpu"};
  job.request.prompt = "A lighthouse at night";
  job.request.steps = 10;
  job.folder = folder;
  return job;
}

void EnginePainterTest::paintsWhatTheEnginePaints() {
  const testing::TemporaryFolder folder;
  std::optional<Finished> result;
  int previews = 0;
  int steps = 0;
  {
    Controller controller(enginePainterFactory());
    QSignalSpy finished(&controller, &Controller::finished);
    QSignalSpy failed(&controller, &Controller::failed);
    connect(&controller, &Controller::previewed, this, [&previews](const QImage& image) {
      if (!image.isNull()) ++previews;
    });
    connect(&controller, &Controller::stepped, this, [&steps] { ++steps; });
    connect(&controller, &Controller::finished, this,
            [&result](const Finished& end) { result = end; });
    connect(&controller, &Controller::failed, this,
            [](const Error& error) { qWarning("%s", error.what()); });
    QVERIFY(controller.start(job(folder.path())));
    QTRY_VERIFY_WITH_TIMEOUT(finished.count() + failed.count() == 1, 120'000);
    QCOMPARE(finished.count(), 1);
  }
  QCOMPARE(steps, 10);
  QVERIFY(previews > 0);

  Engine engine(job({}).model);
  Observer nobody;
  const Painting direct = engine.paint(job({}).request, nobody);
  QVERIFY(result->painting->image == direct.image);
  QVERIFY(picture::decode_png(testing::contents(result->file), "") == direct.image);
  QCOMPARE(result->image, toQImage(direct.image));
}

void EnginePainterTest::paintsASetAsEachWouldBeAlone() {
  const testing::TemporaryFolder folder;
  std::vector<Job> jobs;
  for (const std::vector<double>& scales :
       std::vector<std::vector<double>>{{0, 0, 0}, {200, 0, 0}, {200, 30, 10}}) {
    jobs.push_back(job(folder.path()));
    jobs.back().request.guidance.scales = scales;
  }
  std::map<int, fs::path> files;
  {
    Controller controller(enginePainterFactory());
    QSignalSpy ended(&controller, &Controller::setEnded);
    connect(&controller, &Controller::memberFinished, this,
            [&files](int member, const Finished& end) { files[member] = end.file; });
    QVERIFY(controller.startSet(jobs));
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 120'000);
  }
  QCOMPARE(files.size(), jobs.size());
  Engine engine(jobs[0].model);
  Observer nobody;
  std::set<std::string> different;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const Painting direct = engine.paint(jobs[i].request, nobody, {}, {.reuse = false});
    const std::string png = testing::contents(files.at(static_cast<int>(i)));
    QVERIFY(picture::decode_png(png, "") == direct.image);
    different.insert(png);
  }
  QCOMPARE(different.size(), jobs.size());
}

// A model whose files are gone can only paint if it is not loaded again.
void EnginePainterTest::keepsTheModelThatIsLoaded() {
  const testing::TemporaryFolder folder;
  fs::copy(easel, folder / "model", fs::copy_options::recursive);
  const EngineOptions model = {.model = folder / "model", .device = "cpu"};
  EnginePainter painter;
  painter.load(model, {});
  fs::remove(folder / "model/unet.pt");
  painter.load(model, {});
  EngineOptions other = model;
  other.precision = Precision::bfloat16;
  QVERIFY_EXCEPTION_THROWN(painter.load(other, {}), Error);
  QVERIFY_EXCEPTION_THROWN(painter.load(model, {}), Error);
}

const testing::Registered<EnginePainterTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "engine_painter_test.moc"
