#include "ui/window/key_help.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "ui/widgets/section_label.h"
#include "ui/widgets/theme.h"

namespace maulstick::ui {
namespace {

constexpr int between = 32;

}  // namespace

KeyHelp::KeyHelp(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Keys"));
  auto* area = new QScrollArea(this);
  area->setWidget(makeColumns());
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setAccessibleName(tr("Keys"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(24, 20, 24, 16);
  column->addWidget(area, 1);
  column->addWidget(buttons);
  const QSize room = QGuiApplication::primaryScreen()->availableSize() * 0.9;
  const QSize inside = area->widget()->sizeHint();
  const int bar = area->verticalScrollBar()->sizeHint().width();
  resize(QSize(inside.width() + 48 + bar, inside.height() + 100).boundedTo(room));
  area->setFocus();  // so that arrow keys scroll
}

// Two columns of about the same length: half of the groups in each.
QWidget* KeyHelp::makeColumns() {
  auto* columns = new QWidget;
  auto* row = new QHBoxLayout(columns);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(between);
  const std::vector<KeyGroup> groups = allKeys();
  QVBoxLayout* column = nullptr;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == 0 || i == groups.size() / 2) {
      if (column != nullptr) column->addStretch();
      column = new QVBoxLayout;
      column->setSpacing(16);
      row->addLayout(column);
    }
    column->addWidget(makeGroup(groups[i], columns));
  }
  column->addStretch();
  return columns;
}

QWidget* KeyHelp::makeGroup(const KeyGroup& group, QWidget* parent) {
  auto* box = new QWidget(parent);
  box->setAccessibleName(group.title);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(16);
  grid->setVerticalSpacing(6);
  grid->setColumnStretch(1, 1);
  grid->addWidget(new SectionLabel(group.title, box), 0, 0, 1, 2);
  int row = 1;
  for (const KeyLine& line : group.lines) {
    auto* keys = new QLabel(line.keys, box);
    keys->setFont(Theme::instance().font(TextRole::strong));
    keys->setTextFormat(Qt::PlainText);
    auto* meaning = new QLabel(line.meaning, box);
    meaning->setTextFormat(Qt::PlainText);
    grid->addWidget(keys, row, 0, Qt::AlignTop);
    grid->addWidget(meaning, row, 1, Qt::AlignTop);
    ++row;
  }
  return box;
}

}  // namespace maulstick::ui
