// Saves settings, queue and history for ever, until it is killed; after each round it prints the number
// of the last one that is complete. First argument: the folder for all of it.

#include <QCoreApplication>
#include <cstdio>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "ui/history/history_store.h"
#include "ui/history/painted_files.h"
#include "ui/painting/job_queue.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/paths.h"

namespace {

using namespace maulstick;

void writeRound(int round, const std::filesystem::path& folder, ui::AppSettings& settings,
                ui::JobQueue& queue, ui::HistoryStore& history) {
  Request request;
  request.prompt = "round " + std::to_string(round);
  settings.setRequest(request);
  settings.addRecentPrompt(QString::fromStdString(request.prompt));
  settings.save();
  ui::Job job;
  job.request = request;
  queue.add(job);
  const auto picture = folder / "pictures" / ("picture-" + std::to_string(round) + ".png");
  write_file_atomically(picture, testing::pngOf(testing::paintingOf(request.prompt, round)));
  history.add(ui::fromPath(picture));
  history.setStarred(ui::fromPath(picture), round % 2 == 1);
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder / "pictures");
  ui::FileSaver saver;
  ui::AppSettings settings(saver, folder / "settings.json");
  ui::JobQueue queue(saver, folder / "queue.json");
  ui::HistoryStore history(ui::fromPath(folder / "history.sqlite"));
  for (int round = 0;; ++round) {
    writeRound(round, folder, settings, queue, history);
    saver.flush();
    std::printf("%d\n", round);
    std::fflush(stdout);
  }
}
