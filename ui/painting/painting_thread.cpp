#include "ui/painting/painting_thread.h"

#include <utility>

#include "base/file.h"
#include "engine/picture_names.h"
#include "engine/places.h"
#include "engine/settings.h"
#include "picture/png.h"
#include "ui/painting/fault.h"
#include "ui/painting/picture_image.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

fs::path save(const Job& job, const Painting& painting) {
  const std::string png = picture::encode_png(painting.image, text_chunks(painting));
  const fs::path folder = job.folder.empty() ? pictures_folder() : job.folder;
  std::error_code ignored;  // a folder that cannot be made cannot be written into either
  fs::create_directories(folder, ignored);
  return save_under_dated_name(folder, png, painting.request.seed);
}

}  // namespace

class PaintingThread::Events : public PainterEvents {
 public:
  explicit Events(PaintingThread& thread) : thread_(thread) {}
  void on_start(const RunPlan& plan) override { thread_.mailbox_.put(plan); }
  void on_move(const RunPlan& plan) override { thread_.mailbox_.put(Replanned{plan}); }
  void on_step(const StepReport& report) override { thread_.mailbox_.put(report); }
  void on_preview(const Preview& preview) override {
    thread_.mailbox_.put(ShownPreview{toQImage(preview.image), preview.decoded});
  }
  [[nodiscard]] bool wants_previews() const override { return thread_.watched_; }
  [[nodiscard]] bool wants_measures() const override { return thread_.watched_; }
  LiveControls& live() override { return thread_.live_; }

 private:
  PaintingThread& thread_;
};

PaintingThread::PaintingThread(PainterFactory factory, RunMailbox& mailbox)
    : mailbox_(mailbox),
      factory_(std::move(factory)),
      thread_([this](const std::stop_token& ending) { work(ending); }) {}

PaintingThread::~PaintingThread() {
  shutDown();
}

void PaintingThread::start(Job job) {
  const std::lock_guard lock(mutex_);
  stop_ = std::stop_source();
  live_.take();  // what was moved for another run
  next_ = std::move(job);
  errandsStop_.request_stop();
  changed_.notify_all();
}

void PaintingThread::send(Errand errand) {
  const std::lock_guard lock(mutex_);
  errands_.push_back(std::move(errand));
  changed_.notify_all();
}

void PaintingThread::stop() {
  const std::lock_guard lock(mutex_);
  stop_.request_stop();
}

void PaintingThread::shutDown() {
  thread_.request_stop();
  stop();
  {
    const std::lock_guard lock(mutex_);
    errands_.clear();
    errandsStop_.request_stop();
  }
  if (thread_.joinable()) thread_.join();
}

void PaintingThread::work(const std::stop_token& ending) {
  std::unique_lock lock(mutex_);
  // A job that was started just before the end is still answered: its stop is requested, too.
  while (changed_.wait(lock, ending, [this] { return next_ || !errands_.empty(); })) {
    if (next_) {
      const Job job = std::move(*next_);
      next_.reset();
      const std::stop_token stop = stop_.get_token();
      lock.unlock();
      mailbox_.put(answer(job, stop));
    } else {
      const Errand errand = std::move(errands_.front());
      errands_.pop_front();
      errandsStop_ = std::stop_source();
      const std::stop_token stop = errandsStop_.get_token();
      lock.unlock();
      run(errand, stop);
    }
    lock.lock();
  }
  lock.unlock();
  painter_.reset();
}

// Every way out of here is an outcome.
Outcome PaintingThread::answer(const Job& job, const std::stop_token& stop) {
  try {
    return run(job, stop);
  } catch (...) {
    Error fault = currentFault();
    if (fault.kind() == ErrorKind::interrupted) return Stopped();
    return Failed{.error = std::move(fault), .unsaved = nullptr};
  }
}

Outcome PaintingThread::run(const Job& job, const std::stop_token& stop) {
  if (stop.stop_requested()) return Stopped();
  if (!painter_) painter_ = factory_();
  painter_->load(job.model, stop);
  if (stop.stop_requested()) return Stopped();
  Events events(*this);
  const auto painting = std::make_shared<const Painting>(painter_->paint(job, events, stop));
  // From here on it is a picture, and pictures are kept: a stop comes too late.
  try {
    return Finished{.job = job,
                    .painting = painting,
                    .image = toQImage(painting->image),
                    .file = save(job, *painting)};
  } catch (...) {
    return Failed{.error = currentFault(), .unsaved = painting};
  }
}

void PaintingThread::run(const Errand& errand, const std::stop_token& stop) {
  try {
    if (!painter_) painter_ = factory_();
    errand(*painter_, stop);
  } catch (...) {
    currentFault();  // into the log
  }
}

}  // namespace maulstick::ui
