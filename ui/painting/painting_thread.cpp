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
  if (job.name.empty()) return save_under_dated_name(folder, png, painting.request.seed);
  const fs::path file = folder / (job.name + ".png");
  write_file_atomically(file, png);
  return file;
}

// It is a picture, and pictures are kept: a stop comes too late.
Outcome delivered(const Job& job, Painting painted) {
  const auto painting = std::make_shared<const Painting>(std::move(painted));
  try {
    return Finished{.job = job,
                    .painting = painting,
                    .image = toQImage(painting->image),
                    .file = save(job, *painting)};
  } catch (...) {
    return Failed{.error = currentFault(), .unsaved = painting};
  }
}

Outcome outcomeOf(Error fault) {
  if (fault.kind() == ErrorKind::interrupted) return Stopped();
  return Failed{.error = std::move(fault), .unsaved = nullptr};
}

}  // namespace

class PaintingThread::Events : public PainterEvents {
 public:
  Events(PaintingThread& thread, int member) : thread_(thread), member_(member) {}
  void on_start(const RunPlan& plan) override { thread_.mailbox_.put(member_, plan); }
  void on_move(const RunPlan& plan) override { thread_.mailbox_.put(member_, Replanned{plan}); }
  void on_step(const StepReport& report) override { thread_.mailbox_.put(member_, report); }
  void on_preview(const Preview& preview) override {
    thread_.mailbox_.put(member_, ShownPreview{toQImage(preview.image), preview.decoded});
  }
  [[nodiscard]] bool wants_previews() const override { return thread_.watched_; }
  [[nodiscard]] bool wants_measures() const override { return thread_.watched_; }
  LiveControls& live() override { return thread_.live_; }

 private:
  PaintingThread& thread_;
  int member_;
};

PaintingThread::PaintingThread(PainterFactory factory, RunMailbox& mailbox)
    : mailbox_(mailbox),
      factory_(std::move(factory)),
      thread_([this](const std::stop_token& ending) { work(ending); }) {}

PaintingThread::~PaintingThread() {
  shutDown();
}

void PaintingThread::start(Job job) {
  start({.jobs = {std::move(job)}, .together = false});
}

void PaintingThread::startTogether(std::vector<Job> jobs) {
  start({.jobs = std::move(jobs), .together = true});
}

void PaintingThread::start(Run run) {
  const std::lock_guard lock(mutex_);
  stop_ = std::stop_source();
  live_.take();  // what was moved for another run
  next_ = std::move(run);
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
  // A run that was started just before the end is still answered: its stop is requested, too.
  while (changed_.wait(lock, ending, [this] { return next_ || !errands_.empty(); })) {
    if (next_) {
      const Run run = std::move(*next_);
      next_.reset();
      const std::stop_token stop = stop_.get_token();
      lock.unlock();
      mailbox_.put(answer(run, stop));
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

// Every way out of here is an outcome for each of them.
std::vector<Outcome> PaintingThread::answer(const Run& run, const std::stop_token& stop) {
  try {
    return paint(run, stop);
  } catch (...) {
    return std::vector<Outcome>(run.jobs.size(), outcomeOf(currentFault()));
  }
}

std::vector<Outcome> PaintingThread::paint(const Run& run, const std::stop_token& stop) {
  const std::vector<Outcome> stopped(run.jobs.size(), Stopped());
  if (stop.stop_requested() || run.jobs.empty()) return stopped;
  if (!painter_) painter_ = factory_();
  painter_->load(run.jobs.front().model, stop);
  if (stop.stop_requested()) return stopped;
  if (run.together) return paintTogether(run.jobs, stop);
  return {paintAlone(run.jobs.front(), stop)};
}

Outcome PaintingThread::paintAlone(const Job& job, const std::stop_token& stop) {
  Events events(*this, 0);
  return delivered(job, painter_->paint(job, events, stop));
}

std::vector<Outcome> PaintingThread::paintTogether(const std::vector<Job>& jobs,
                                                   const std::stop_token& stop) {
  std::deque<Events> events;  // which stay where they are
  std::vector<Task> tasks;
  for (const Job& job : jobs) {
    events.emplace_back(*this, static_cast<int>(events.size()));
    tasks.push_back({.request = job.request, .observer = &events.back()});
  }
  std::vector<maulstick::Outcome> painted = painter_->paintTogether(tasks, stop);
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    outcomes.push_back(painted[i].painting ? delivered(jobs[i], std::move(*painted[i].painting))
                                           : outcomeOf(painted[i].error.value()));
  }
  return outcomes;
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
