#include "ui/models/add_model_page.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/models/check_line.h"
#include "ui/models/model_entry.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

QLabel* makeText(const QString& words, QWidget* parent, bool dim = false) {
  auto* label = new QLabel(words, parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setProperty("dim", dim);
  return label;
}

}  // namespace

AddModelPage::AddModelPage(QWidget* parent) : QWidget(parent) {
  auto* title = new QLabel(tr("Add a model"), this);
  title->setProperty("title", true);
  result_ = new CheckLine(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(24, 20, 24, 20);
  column->setSpacing(12);
  column->addWidget(title);
  column->addWidget(makeText(
      tr("The weights of Stable Diffusion v1.4 cannot be shipped with Maulstick. Whoever has them "
         "exports them once, in Maulstick's folder:"),
      this));
  column->addWidget(makeCommand());
  column->addWidget(makeText(
      tr("A folder of diffusers, or one .safetensors or .ckpt file, can stand in for the first "
         "name. A model's files are programs: use those of people you trust."),
      this, true));
  column->addSpacing(4);
  column->addWidget(makeTarget());
  column->addWidget(result_);
  column->addStretch();
}

// Not by a proxy: Tab would go past everything that stands before it.
void AddModelPage::focusChoice() {
  choose_->setFocus();
}

QWidget* AddModelPage::makeCommand() {
  auto* box = new QFrame(this);
  box->setProperty("card", true);
  box->setFrameShape(QFrame::StyledPanel);
  // In two lines that a shell takes as one.
  auto* command = makeText(
      exportCommand().replace(QStringLiteral(" --clip"), QStringLiteral(" \\\n    --clip")), box);
  const auto dress = [command] {
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPixelSize(Theme::scaled(12));
    command->setFont(fixed);
  };
  dress();
  connect(&Theme::instance(), &Theme::changed, command, dress);
  command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  command->setLayoutDirection(Qt::LeftToRight);
  command->setAccessibleName(tr("The command that exports the model"));
  const QString copies = tr("Copy the command");
  auto* copy = makeIconButton(QStringLiteral("copy"), copies, copies, box);
  connect(copy, &QToolButton::clicked, this,
          [] { QGuiApplication::clipboard()->setText(exportCommand()); });
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 8, 8, 8);
  row->addWidget(command, 1);
  row->addWidget(copy, 0, Qt::AlignTop);
  return box;
}

QWidget* AddModelPage::makeTarget() {
  auto* target = new QWidget(this);
  auto* words = makeText(
      tr("Then drop the folder that it has written, models/sd14, into this window."), target);
  choose_ = new QPushButton(tr("Choose a folder…"), target);
  choose_->setProperty("primary", true);
  choose_->setAutoDefault(false);
  connect(choose_, &QPushButton::clicked, this, &AddModelPage::chooseRequested);
  auto* row = new QHBoxLayout(target);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  row->addWidget(words, 1);
  row->addWidget(choose_);
  return target;
}

}  // namespace maulstick::ui
