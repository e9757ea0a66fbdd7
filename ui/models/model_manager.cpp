#include "ui/models/model_manager.h"

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/places.h"
#include "ui/models/add_model_page.h"
#include "ui/models/check_line.h"
#include "ui/models/model_delegate.h"
#include "ui/models/model_details.h"
#include "ui/settings/paths.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int listWidth = 240;
constexpr QSize usualSize(880, 520);

// The first folder of a drop; empty if there is none.
QString folderIn(const QMimeData& data) {
  for (const QUrl& url : data.urls()) {
    if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir()) return url.toLocalFile();
  }
  return {};
}

}  // namespace

ModelManager::ModelManager(ModelList& models, Controller& controller, QWidget* parent)
    : QDialog(parent), models_(models), verification_(controller), addition_(controller) {
  setWindowTitle(tr("Models"));
  setAcceptDrops(true);
  details_ = new ModelDetails(this);
  adding_ = new AddModelPage(this);
  pages_ = new QStackedWidget(this);
  pages_->addWidget(details_);
  pages_->addWidget(adding_);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(makeLeft());
  row->addWidget(makeHairline(Qt::Vertical, this));
  row->addWidget(pages_, 1);
  connectDetails();
  connectAdding();
  connect(&models_, &ModelList::changed, this, &ModelManager::showCurrent);
  resize(usualSize * Theme::instance().fontScale());
}

QWidget* ModelManager::makeLeft() {
  auto* left = new QWidget(this);
  left->setProperty("panel", true);
  left->setFixedWidth(Theme::scaled(listWidth));
  list_ = new QListView(left);
  list_->setModel(&models_);
  list_->setItemDelegate(new ModelDelegate(list_));
  list_->setFrameShape(QFrame::NoFrame);
  list_->viewport()->setAutoFillBackground(false);
  list_->setAccessibleName(tr("Models"));
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setMouseTracking(true);
  list_->installEventFilter(this);
  auto* remove = new QAction(tr("Remove from the list"), list_);
  remove->setShortcut(QKeySequence::Delete);
  remove->setShortcutContext(Qt::WidgetShortcut);
  list_->addAction(remove);
  auto* add = new QPushButton(themedIcon(QStringLiteral("add")), tr("Add a model…"), left);
  add->setAutoDefault(false);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(8, 8, 8, 12);
  column->setSpacing(8);
  column->addWidget(list_, 1);
  column->addWidget(add);
  connect(remove, &QAction::triggered, this, &ModelManager::removeCurrent);
  connect(add, &QPushButton::clicked, this, &ModelManager::showAdding);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    pages_->setCurrentWidget(details_);
    showCurrent();
  });
  connect(list_, &QListView::clicked, this, [this] { pages_->setCurrentWidget(details_); });
  connect(list_, &QListView::activated, this, [this] {
    const ModelEntry* entry = models_.find(current());
    if (entry != nullptr && entry->state == ModelState::ready) Q_EMIT useRequested(entry->folder);
  });
  return left;
}

void ModelManager::connectDetails() {
  connect(details_, &ModelDetails::useRequested, this, [this] { Q_EMIT useRequested(current()); });
  connect(details_, &ModelDetails::verifyRequested, this, &ModelManager::verify);
  connect(details_, &ModelDetails::cancelRequested, &verification_, &ModelCheck::cancel);
  connect(details_, &ModelDetails::removeRequested, this, &ModelManager::removeCurrent);
  connect(&verification_, &ModelCheck::progressed, this, [this](int percent, const QString& words) {
    percent_ = percent;
    progress_ = words;
    if (verification_.folder() == current()) details_->showProgress(percent, words);
  });
  connect(&verification_, &ModelCheck::finished, this, &ModelManager::onVerified);
}

void ModelManager::connectAdding() {
  connect(adding_, &AddModelPage::chooseRequested, this, &ModelManager::chooseFolder);
  connect(&adding_->result(), &CheckLine::cancelRequested, &addition_, &ModelCheck::cancel);
  connect(&addition_, &ModelCheck::progressed, &adding_->result(), &CheckLine::showProgress);
  connect(&addition_, &ModelCheck::finished, this, &ModelManager::onAddingChecked);
}

void ModelManager::openAt(const QString& folder) {
  models_.refresh();
  select(folder);
  show();
  raise();
  activateWindow();
  list_->setFocus();
}

void ModelManager::openAdding() {
  openAt(models_.used());
  showAdding();
}

void ModelManager::showAdding() {
  if (!addition_.isRunning()) adding_->result().clear();
  pages_->setCurrentWidget(adding_);
  adding_->focusChoice();
}

void ModelManager::select(const QString& folder) {
  list_->setCurrentIndex(models_.index(std::max(0, models_.rowOf(folder))));
  pages_->setCurrentWidget(details_);
  showCurrent();
}

QString ModelManager::current() const {
  return list_->currentIndex().data(ModelList::FolderRole).toString();
}

void ModelManager::showCurrent() {
  const ModelEntry* entry = models_.find(current());
  if (entry == nullptr) return;
  const auto verdict = verdicts_.find(entry->folder);
  // What was verified may have been exported anew.
  const bool holds = verdict != verdicts_.end() && verdict->entry.stamp == entry->stamp;
  details_->describe(*entry, {.used = entry->folder == models_.used(),
                              .listed = models_.rowOf(entry->folder) > 0,
                              .removable = models_.isRemovable(entry->folder),
                              .canVerify = !verification_.isRunning(),
                              .verdict = holds ? std::optional(*verdict) : std::nullopt});
  if (verification_.isRunning() && verification_.folder() == entry->folder) {
    details_->showProgress(percent_, progress_);
  }
}

void ModelManager::chooseFolder() {
  auto* dialog = new QFileDialog(this, tr("The folder of an exported model"),
                                 QFileInfo(fromPath(easel_folder())).absolutePath());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, this, &ModelManager::addFolder);
  dialog->open();
}

void ModelManager::addFolder(const QString& folder) {
  pages_->setCurrentWidget(adding_);
  addition_.cancel();
  EngineOptions options = options_;
  options.model = toPath(tidyFolder(folder));
  addition_.start(options, ModelCheck::Depth::files);
}

void ModelManager::onAddingChecked(const ModelVerdict& verdict) {
  CheckLine& line = adding_->result();
  switch (verdict.outcome) {
    case ModelVerdict::Outcome::cancelled: line.clear(); break;
    case ModelVerdict::Outcome::sound:
      line.clear();
      models_.add(verdict.entry);
      verdicts_.insert(verdict.entry.folder, verdict);
      select(verdict.entry.folder);
      list_->setFocus();
      break;
    case ModelVerdict::Outcome::damaged:
    case ModelVerdict::Outcome::differs:
      line.showResult(CheckLine::Sign::bad,
                      verdict.entry.folder + u'\n' + verdict.entry.problems.join(u'\n'),
                      verdict.advice, verdict.entry.details);
      break;
  }
}

void ModelManager::verify() {
  const ModelEntry* entry = models_.find(current());
  if (entry == nullptr) return;
  EngineOptions options = options_;
  options.model = toPath(entry->folder);
  verification_.start(options, ModelCheck::Depth::networks);
}

void ModelManager::onVerified(const ModelVerdict& verdict) {
  if (verdict.outcome != ModelVerdict::Outcome::cancelled) {
    verdicts_.insert(verdict.entry.folder, verdict);
    models_.setRead(verdict.entry);
  }
  showCurrent();
}

void ModelManager::removeCurrent() {
  if (verification_.isRunning() && verification_.folder() == current()) verification_.cancel();
  models_.remove(current());
}

// Keys that choose a model come back from the other page, also where there is no other to choose.
bool ModelManager::eventFilter(QObject* watched, QEvent* event) {
  constexpr Qt::Key choosing[] = {Qt::Key_Up,  Qt::Key_Down,  Qt::Key_Home,
                                  Qt::Key_End, Qt::Key_Space, Qt::Key_Return};
  if (event->type() == QEvent::KeyPress &&
      std::ranges::find(choosing, static_cast<QKeyEvent*>(event)->key()) != std::end(choosing)) {
    pages_->setCurrentWidget(details_);
  }
  return QDialog::eventFilter(watched, event);
}

void ModelManager::dragEnterEvent(QDragEnterEvent* event) {
  if (!folderIn(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void ModelManager::dropEvent(QDropEvent* event) {
  addFolder(folderIn(*event->mimeData()));
  event->acceptProposedAction();
}

}  // namespace maulstick::ui
