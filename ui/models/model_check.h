#pragma once
// Reads all files of a model in the background, and then, if that is asked for, has the painting thread
// try its networks on what its exporter recorded. One at a time. Every start() is followed by exactly
// one finished(), also after cancel(). UI thread.

#include <QObject>
#include <QString>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/error.h"
#include "engine/engine.h"
#include "ui/models/model_entry.h"
#include "ui/painting/controller.h"
#include "ui/settings/paths.h"

namespace maulstick::ui {

// What a check has found.
struct ModelVerdict {
  enum class Outcome {
    sound,      // and its networks compute what was recorded, if they were tried
    damaged,    // entry.problems says how
    differs,    // the files are sound, but here they compute something else
    cancelled,  // nothing is known
  };
  Outcome outcome = Outcome::cancelled;
  ModelEntry entry;
  QString words;   // for people, one sentence
  QString advice;  // the next step, if there is one
};

class ModelCheck : public QObject {
  Q_OBJECT

 public:
  enum class Depth { files, networks };

  // `controller` must outlive this.
  explicit ModelCheck(Controller& controller, QObject* parent = nullptr);
  ~ModelCheck() override;  // cancels; nothing is told any more

  // Tries the networks on the device and in the precision of `options`. Does nothing while one runs.
  void start(const EngineOptions& options, Depth depth);
  void cancel();
  [[nodiscard]] bool isRunning() const { return running_; }
  [[nodiscard]] QString folder() const { return fromPath(options_.model); }

 Q_SIGNALS:
  // 0 to 100 while files are read; -1 while nobody can say how long it will take.
  void progressed(int percent, const QString& words);
  void finished(const maulstick::ui::ModelVerdict& verdict);

 private:
  struct Trial {
    std::vector<Verification> results;
    std::optional<Error> fault;
  };
  void readFiles();
  void onFilesRead(const std::optional<ModelEntry>& entry);
  void tryNetworks();
  void onTried(const std::optional<Trial>& trial);
  [[nodiscard]] ModelVerdict verdictOf(const std::optional<Trial>& trial) const;
  void finish(const ModelVerdict& verdict);

  Controller& controller_;
  EngineOptions options_;
  Depth depth_ = Depth::files;
  std::stop_source stop_;
  ModelEntry entry_;
  bool running_ = false;
  int run_ = 0;  // answers to an earlier one come too late
};

}  // namespace maulstick::ui
