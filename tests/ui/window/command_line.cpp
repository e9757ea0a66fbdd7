#include "ui/window/command_line.h"

#include <QProcess>

#include "engine/places.h"
#include "picture/png.h"
#include "ui/settings/paths.h"

namespace maulstick::testing {

Image pixelsOf(const std::filesystem::path& file) {
  return picture::decode_png(contents(file), file.string());
}

Image byCommandLine(const Home& home, const Request& request) {
  const auto file = home / "command-line.png";
  QProcess program;
  program.start(
      QStringLiteral(MAULSTICK_PROGRAM),
      {QStringLiteral("generate"), QStringLiteral("--model"), ui::fromPath(easel_folder()),
       QStringLiteral("--prompt"), QString::fromStdString(request.prompt), QStringLiteral("--seed"),
       QString::number(request.seed), QStringLiteral("--steps"), QString::number(request.steps),
       QStringLiteral("--every"), QString::number(request.guidance.every),
       QStringLiteral("--start"), QString::number(request.guidance.start),
       QStringLiteral("--output"), ui::fromPath(file), QStringLiteral("--quiet")});
  if (!program.waitForFinished(250'000) || program.exitCode() != 0) {
    qWarning("%s", program.readAllStandardError().constData());
    return {};
  }
  return pixelsOf(file);
}

}  // namespace maulstick::testing
