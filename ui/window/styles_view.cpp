#include "ui/window/styles_view.h"

#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QUndoStack>
#include <QVBoxLayout>
#include <chrono>

#include "ui/panels/prompt_panel.h"
#include "ui/panels/sampling_panel.h"
#include "ui/settings/paths.h"
#include "ui/styles/matrix_view.h"
#include "ui/styles/response_curves.h"
#include "ui/styles/series_column.h"
#include "ui/styles/series_head.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/theme.h"
#include "ui/window/cockpit_points.h"

namespace maulstick::ui {
namespace {

using namespace std::chrono_literals;
using State = SeriesCell::State;

constexpr auto secondsTick = 500ms;
constexpr auto readingPause = 120ms;
constexpr int wide = 10'000;
constexpr int thumbnailEdge = 320;

}  // namespace

StylesView::StylesView(AppSettings& settings, FileSaver& saver, Controller& controller,
                       const Devices& devices, QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      devices_(devices),
      history_(settings.seriesRequest(), settings.seriesStyles()),
      thumbnails_(thumbnailEdge) {
  runner_ = new SeriesRunner(controller, saver, this);
  column_ = new SeriesColumn(history_, this);
  head_ = new SeriesHead(this);
  matrix_ = new MatrixView(this);
  details_ = new ElidedLabel({}, this);
  details_->setProperty("dim", true);
  curves_ = new ResponseCurves(cockpitRows(), this);
  message_ = new MessageBar(this);
  layOut();
  matrix_->setEmptyText(tr("One prompt, many pictures"),
                        tr("Choose styles and seeds, and paint: every style gets a row, every seed "
                           "a column. Sweep a number to see what it does."));
  connectColumn();
  connectMatrix();
  connectRunner();
  connect(&controller, &Controller::started, this, [this](const RunPlan& plan) {
    runner_->pace().begin(model_, plan);  // pictures of the Paint view tell of the speed, too
  });
  connect(&controller, &Controller::stepped, this,
          [this](const StepReport& report) { runner_->pace().add(report); });
  connect(&controller, &Controller::finished, this, &StylesView::keepPace);
  connect(runner_, &SeriesRunner::ended, this, &StylesView::keepPace);
  runner_->pace() = Pace::read(settings.seriesText(QStringLiteral("pace")).toStdString());
  tick_.setInterval(secondsTick);
  connect(&tick_, &QTimer::timeout, this, &StylesView::showState);
  readSoon_.setSingleShot(true);
  readSoon_.setInterval(readingPause);
  connect(&readSoon_, &QTimer::timeout, this, &StylesView::readPlan);
  showFields();
  showState();
  const QString last = settings.seriesText(QStringLiteral("folder"));
  if (!last.isEmpty()) openSeries(toPath(last), Asked::atStart);
}

StylesView::~StylesView() {
  disconnect(&history_.stack(), nullptr, this, nullptr);  // it tells even of its own end
  disconnect(&history_.stack(), nullptr, column_, nullptr);
  runner_->setSeries(nullptr);
  matrix_->setSeries(nullptr);
}

void StylesView::layOut() {
  auto* parts = new QSplitter(Qt::Horizontal, this);
  parts->setObjectName(QStringLiteral("styles columns"));  // whose widths are remembered
  parts->setHandleWidth(1);
  parts->setChildrenCollapsible(false);
  parts->addWidget(column_);
  parts->addWidget(makeRight());
  parts->setStretchFactor(1, 1);
  parts->setSizes({0, wide});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(parts);
}

QWidget* StylesView::makeRight() {
  auto* right = new QWidget(this);
  right->setAutoFillBackground(true);
  const auto tint = [right] {
    QPalette colours = right->palette();
    colours.setColor(QPalette::Window, Theme::instance().palette().canvas);
    right->setPalette(colours);
  };
  connect(&Theme::instance(), &Theme::changed, right, tint);
  tint();
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(24, 16, 24, 12);
  column->setSpacing(8);
  column->addWidget(head_);
  column->addWidget(matrix_, 1);
  column->addWidget(curves_);
  column->addWidget(details_);
  curves_->hide();
  message_->layOver(*matrix_);
  return right;
}

void StylesView::connectColumn() {
  connect(column_, &SeriesColumn::paintRequested, this, &StylesView::paint);
  connect(column_, &SeriesColumn::stopRequested, this, &StylesView::stop);
  connect(column_, &SeriesColumn::goOnRequested, this, &StylesView::goOn);
  connect(column_, &SeriesColumn::importRequested, this, &StylesView::askForStyles);
  connect(column_, &SeriesColumn::exportRequested, this, [this] {
    asker_->fileToSave(window(),
                       {.purpose = QStringLiteral("styles"),
                        .title = tr("Export styles"),
                        .kinds = tr("Styles (*.csv *.json)"),
                        .name = QStringLiteral("styles.csv")},
                       [this](const QString& file) { writeStylesTo(file); });
  });
  const auto keep = [this] {
    keepFields();
    readSoon_.start();
  };
  connect(&column_->sweep(), &SweepFields::changed, this, keep);
  connect(column_, &SeriesColumn::asItIsChanged, this, keep);
  PromptPanel& words = column_->prompt();
  connect(&words, &PromptPanel::embeddingRefused, this, &StylesView::tellProblem);
  connect(&words, &PromptPanel::noticed, this, &StylesView::tellNotice);
  words.setRecentPrompts([this] { return settings_.recentPrompts(); });
  connect(&history_, &SettingsHistory::restored, column_, &SeriesColumn::show);
  connect(&history_.stack(), &QUndoStack::indexChanged, this, keep);
}

void StylesView::connectMatrix() {
  connect(matrix_, &MatrixView::openRequested, this, &StylesView::openCell);
  connect(matrix_, &MatrixView::menuRequested, this, &StylesView::openMenu);
  connect(matrix_, &MatrixView::currentNumberChanged, this, [this] {
    showDetails();
    showCurves();
  });
  connect(head_, &SeriesHead::takeRequested, this, &StylesView::takeSettings);
  connect(head_, &SeriesHead::sheetRequested, this, [this] { askForSheet(SheetKind::picture); });
  connect(head_, &SeriesHead::pageRequested, this, [this] { askForSheet(SheetKind::page); });
  connect(&head_->earlier(), &QMenu::aboutToShow, this, &StylesView::fillEarlier);
}

void StylesView::connectRunner() {
  connect(runner_, &SeriesRunner::stateChanged, this, &StylesView::showState);
  connect(runner_, &SeriesRunner::painted, this, &StylesView::painted);
  connect(runner_, &SeriesRunner::problem, this, &StylesView::tellProblem);
  connect(runner_, &SeriesRunner::ended, this, &StylesView::tellEnd);
}

void StylesView::tellEnd() {
  const int failed = series_->count(State::failed);
  const SeriesRunner::Unmeasured& unmeasured = runner_->unmeasured();
  QStringList lost;
  if (failed == 1) lost << tr("One picture could not be painted");
  if (failed > 1) lost << tr("%n pictures could not be painted", nullptr, failed);
  if (unmeasured.count == 1) lost << tr("One picture could not be measured");
  if (unmeasured.count > 1) {
    lost << tr("%n pictures could not be measured", nullptr, unmeasured.count);
  }
  if (!lost.isEmpty()) {
    tellProblem(lost.join(u'\n'),
                failed > 0 ? tr("Their places say why; Go on tries them again")
                           : tr("Go on tries it again"),
                unmeasured.why);
  }
  Q_EMIT seriesEnded();
}

// What was typed last time.
void StylesView::showFields() {
  SweepTexts texts;
  for (const char* name : {"seeds", "axis 1", "values 1", "axis 2", "values 2"}) {
    texts << settings_.seriesText(QLatin1String(name));
  }
  if (texts[0].isEmpty()) texts[0] = QStringLiteral("1-4");
  column_->setAsItIs(!settings_.seriesText(QStringLiteral("as it is")).isEmpty());
  column_->sweep().setTexts(texts);
  column_->show(history_.request());
}

void StylesView::keepFields() {
  const SweepTexts texts = column_->sweep().texts();
  qsizetype at = 0;
  for (const char* name : {"seeds", "axis 1", "values 1", "axis 2", "values 2"}) {
    settings_.setSeriesText(QLatin1String(name), texts.value(at++));
  }
  settings_.setSeriesText(QStringLiteral("as it is"),
                          column_->isAsItIs() ? QStringLiteral("on") : QString());
  settings_.setSeriesRequest(history_.request());
  settings_.setSeriesStyles(history_.styles());
}

void StylesView::keepPace() {
  settings_.setSeriesText(QStringLiteral("pace"), QString::fromStdString(runner_->pace().text()));
  readSoon_.start();  // what is to be painted takes as long as that
}

void StylesView::setModel(const EngineOptions& model) {
  const bool other = model.model != model_.model;
  model_ = model;
  if (other) column_->prompt().setModel(model.model);
  readPlan();
}

void StylesView::setSizeRules(const SizeRules& rules) {
  sizes_ = rules;
  column_->sampling().setSizeRules(rules);
  readPlan();
}

void StylesView::escape() {
  if (message_->isVisible()) {
    message_->dismiss();
  } else {
    stop();
  }
}

void StylesView::tellNotice(const QString& what, const QString& next) {
  message_->tell(MessageBar::Kind::notice, what, next);
}

void StylesView::tellProblem(const QString& what, const QString& next, const QString& details) {
  message_->tell(MessageBar::Kind::problem, what, next, details);
}

}  // namespace maulstick::ui
