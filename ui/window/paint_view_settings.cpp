// The settings of the Paint view: what the panels ask for, what another model makes of it, and the
// job that comes of it.

#include <utility>

#include "engine/moves.h"
#include "ui/models/memory_warning.h"
#include "ui/panels/prompt_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/panels/seed_row.h"
#include "ui/panels/style_words.h"
#include "ui/settings/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/pixels_text.h"
#include "ui/window/control_column.h"
#include "ui/window/fitting_size.h"
#include "ui/window/paint_view.h"

namespace maulstick::ui {
namespace {

std::filesystem::file_time_type changedAt(const std::filesystem::path& bundle) {
  std::error_code ignored;
  return std::filesystem::last_write_time(bundle / "manifest.json", ignored);
}

}  // namespace

void PaintView::showRequest(const Request& request) {
  controls_->show(request);
}

void PaintView::followHistory() {
  settings_.setRequest(history_.request());
  settings_.setStyleChips(history_.styles());
}

// What guidance can take in mid-run acts on the run under way, if it is meant for that: what is
// restored, undone, or prepared for the next picture is not.
void PaintView::followHand(const std::string& control, double from, double to) {
  const auto job = queue_.job(runner_.runningId());
  if (!job || controller_.state() == Controller::State::stopping) return;
  hand_.follow(job->id, job->request);
  const Request panels = withStyles(history_.request(), history_.styles());
  if (hand_.take({control, from, to}, panels)) controller_.move(control, to);
}

// The bundle is read again only if it is another one: a change of the device leaves it as it is.
void PaintView::setModel(const EngineOptions& model) {
  const bool isSame =
      facts_ && model.model == model_.model && changedAt(model.model) == manifestChanged_;
  model_ = model;
  settings_.setModel(model);
  if (isSame) return;
  manifestChanged_ = changedAt(model.model);
  controls_->prompt().setModel(model.model);
  facts_ = modelFacts(model.model);
  desk_->setModel(facts_);
}

void PaintView::setSizeRules(const SizeRules& rules) {
  const auto before = std::exchange(sizes_, rules);
  controls_->sampling().setSizeRules(rules);
  const Request& request = history_.request();
  const bool isOther = before && (before->unit != rules.unit || before->width != rules.width ||
                                  before->height != rules.height);
  if (isPossible(request, rules) && (!isOther || suits(request, rules))) return;
  Request next = request;
  next.width = next.height = 0;
  changeAlone(next, tr("Size"));
  tellNotice(
      tr("The size is %1 now: %2 was made for it")
          .arg(pixelsText(rules.width, rules.height), facts_ ? facts_->name : tr("the model")));
  offerUndo();
}

// A change that no hand has made in the panels; one step of undo.
void PaintView::changeAlone(const Request& next, const QString& what) {
  history_.endGesture();
  history_.change(next, what);
  history_.endGesture();
  showRequest(next);
}

// Beside the message about the step that was made last; it undoes that step and no other.
void PaintView::offerUndo() {
  QUndoStack& stack = history_.stack();
  const QUndoCommand* step = stack.command(stack.index() - 1);
  message_->addAction(tr("Undo"), [this, &stack, step] {
    if (stack.index() > 0 && stack.command(stack.index() - 1) == step) return history_.undo();
    tellNotice(tr("Other settings were changed since then"),
               tr("Ctrl+Z takes changes back one by one"));
  });
}

Job PaintView::makeJob() const {
  Request request = withStyles(history_.request(), history_.styles());
  return {.id = {}, .model = model_, .request = with_seed(request), .folder = {}};
}

Job PaintView::settledJob() {
  controls_->settle();
  history_.endGesture();
  return makeJob();
}

void PaintView::paint() {
  controls_->settle();
  history_.endGesture();
  message_->settle();
  const auto warning = memoryWarning(history_.request(), model_, devices_);
  if (!warning || warning->bytes <= acceptedMemory_) return paintNow();
  tellProblem(warning->what, warning->next);
  message_->addAction(tr("Paint anyway"), [this, bytes = warning->bytes] {
    acceptedMemory_ = bytes;
    paintNow();
  });
}

void PaintView::paintNow() {
  refreshSeed();
  settings_.addRecentPrompt(QString::fromStdString(history_.request().prompt));
  const Job job = makeJob();
  lastSeed_ = history_.request().seed;
  offerNewSeed(job);
  if (!isPainting()) setFollowing(true);
  runner_.paint(job);
}

// Unlocked, every picture has a seed of its own; one that was typed or restored since the last picture
// is meant to be used.
void PaintView::refreshSeed() {
  const std::int64_t seed = history_.request().seed;
  if (!controls_->seed().isLocked() && (seed == lastSeed_ || seed == -1)) drawSeed();
}

void PaintView::offerNewSeed(const Job& job) {
  if (!lastJob_ || !(lastJob_->request == job.request)) return;
  if (lastJob_->model.model != job.model.model) return;
  tellNotice(tr("This paints the last picture once more"),
             tr("Its settings are the same, and the seed is locked"));
  message_->addAction(tr("New seed"), [this] {
    drawSeed();
    paintNow();
  });
}

void PaintView::drawSeed() {
  controls_->seed().drawSeed();
}

void PaintView::toggleSeedLock() {
  controls_->seed().setLocked(!controls_->seed().isLocked());
}

void PaintView::addEmbedding(const QString& path) {
  controls_->prompt().addEmbedding(toPath(path));
}

}  // namespace maulstick::ui
