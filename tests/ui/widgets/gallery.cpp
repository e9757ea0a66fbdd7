#include "ui/widgets/gallery.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

// The tests' folder has a ui/widgets of its own: these are the program's.
#include "ui/widgets/chip.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/hairline.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/slider_row.h"

namespace maulstick::ui {
namespace {

QString s(const char* text) {
  return QString::fromUtf8(text);
}

SliderSpec scaleSpec(const char* label, double maximum, double band, int row) {
  return {.label = s(label),
          .minimum = 0,
          .maximum = maximum,
          .step = 5,
          .defaultValue = 30,
          .bandLow = band,
          .bandHigh = 3 * band,
          .zeroReadsOff = true,
          .hintAbove = s("may introduce artefacts"),
          .lossRow = row};
}

QPushButton* button(const char* text, const char* property, const char* keys = "") {
  auto* made = new QPushButton(s(text));
  if (*property != 0) made->setProperty(property, true);
  if (*keys != 0) made->setProperty("keys", s(keys));
  return made;
}

QToolButton* tool(const char* name, bool checked = false) {
  auto* made = new QToolButton;
  made->setIcon(themedIcon(s(name)));
  made->setCheckable(true);
  made->setChecked(checked);
  return made;
}

QHBoxLayout* line(std::initializer_list<QWidget*> widgets) {
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  for (QWidget* widget : widgets) row->addWidget(widget);
  return row;
}

QWidget* chips() {
  auto* box = new QWidget;
  auto* flow = new FlowLayout(box, 6);
  for (const char* text : {"oil painting", "watercolor", "pencil", "cyberpunk", "pixel art"}) {
    auto* chip = new Chip(s(text));
    chip->setCheckable(true);
    chip->setChecked(*text == 'o');
    flow->addWidget(chip);
  }
  auto* embedding = new Chip(s("<birb-style>"));
  embedding->setRemovable(true);
  flow->addWidget(embedding);
  return box;
}

void addSliders(QVBoxLayout* column) {
  const double values[] = {30, 120, 0};  // the default, above the band, off
  const char* labels[] = {"CLIP", "Frequency", "Composition"};
  for (int row = 0; row < 3; ++row) {
    auto* slider = new SliderRow(scaleSpec(labels[row], 300, 20, row));
    slider->setValue(values[row]);
    column->addWidget(slider);
  }
  auto* plain = new SliderRow({.label = s("Strength"),
                               .minimum = 0,
                               .maximum = 20,
                               .step = 0.5,
                               .defaultValue = 6,
                               .bandLow = 3,
                               .bandHigh = 8,
                               .decimals = 1,
                               .suffix = s(" %")});
  plain->setValue(7.5);
  column->addWidget(plain);
  auto* off = new SliderRow(scaleSpec("Not now", 300, 20, -1));
  off->setEnabled(false);
  column->addWidget(off);
}

QWidget* panel() {
  auto* box = new QWidget;
  box->setProperty("panel", true);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(16, 16, 16, 16);
  column->setSpacing(10);
  auto* prompt = new QPlainTextEdit(s("A campfire with group of people"));
  prompt->setFixedHeight(prompt->fontMetrics().height() * 4);
  column->addWidget(prompt);
  column->addWidget(chips());
  auto* seed = new QLineEdit(s("42"));
  seed->setAlignment(Qt::AlignRight);
  auto* locked = tool("lock", true);
  column->addLayout(line({new QLabel(s("Seed")), seed, tool("dice"), locked}));
  column->addWidget(new SectionLabel(s("Guidance")));
  addSliders(column);
  auto* modes = new SegmentedControl({s("Reference"), s("Relative")});
  modes->setCurrent(1);
  column->addWidget(modes);
  column->addStretch();
  auto* paint = button("Paint", "primary", "Ctrl ↵");
  paint->setIcon(themedIcon(s("paint")));
  auto* row = line({paint, button("Stop", "", "Esc")});
  row->setStretch(0, 2);
  row->setStretch(1, 1);
  column->addLayout(row);
  box->setMinimumWidth(330);
  return box;
}

QWidget* icons() {
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  const QStringList names = QStringLiteral(
                                "paint stop dice lock unlock reset star star-filled trash undo "
                                "redo search folder add close copy "
                                "save settings info warning chevron-down chevron-right fit "
                                "one-to-one eye queue drag-handle sun "
                                "moon model help")
                                .split(u' ');
  for (int i = 0; i < names.size(); ++i) grid->addWidget(new IconLabel(names[i]), i / 16, i % 16);
  return box;
}

void addButtons(QVBoxLayout* column) {
  auto* asleep = button("Paint", "primary");
  asleep->setEnabled(false);
  auto* quiet = button("Disabled", "");
  quiet->setEnabled(false);
  auto* flat = button("Flat", "");
  flat->setFlat(true);
  column->addLayout(line({asleep, button("Quiet", ""), quiet, flat, button("Pill", "pill")}));
  auto* model = new QToolButton;
  model->setText(s("Easel 128"));
  model->setProperty("pill", true);
  model->setMenu(new QMenu(model));
  model->setPopupMode(QToolButton::InstantPopup);
  auto* more = new QToolButton;
  more->setText(s("More"));
  more->setAutoRaise(true);
  more->setArrowType(Qt::RightArrow);
  more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  auto* fading = tool("trash");
  fading->setEnabled(false);
  column->addLayout(
      line({model, more, tool("fit"), tool("one-to-one", true), tool("star", true), fading}));
}

void addFields(QVBoxLayout* column) {
  auto* combo = new QComboBox;
  combo->addItems({s("512 × 512"), s("768 × 512")});
  auto* spin = new QDoubleSpinBox;
  spin->setValue(8);
  auto* search = new QLineEdit;
  search->setPlaceholderText(s("Search the prompts"));
  search->addAction(themedIcon(s("search")), QLineEdit::LeadingPosition);
  search->setClearButtonEnabled(true);
  column->addLayout(line({search, combo, spin}));
  auto* yes = new QCheckBox(s("Weights"));
  yes->setChecked(true);
  auto* some = new QCheckBox(s("Some"));
  some->setTristate(true);
  some->setCheckState(Qt::PartiallyChecked);
  auto* one = new QRadioButton(s("One"));
  one->setChecked(true);
  auto* none = new QCheckBox(s("No"));
  none->setEnabled(false);
  column->addLayout(
      line({yes, some, new QCheckBox(s("Off")), none, one, new QRadioButton(s("Two"))}));
}

QMenu* menu(QWidget* parent) {
  auto* made = new QMenu(parent);
  made->addAction(themedIcon(s("folder")), s("Show in folder\tCtrl+O"));
  made->addAction(themedIcon(s("copy")), s("Copy picture\tCtrl+Shift+C"));
  made->addSeparator();
  QAction* checked = made->addAction(s("Follow the system"));
  checked->setCheckable(true);
  checked->setChecked(true);
  made->addAction(s("Not now"))->setEnabled(false);
  made->addMenu(s("Devices"))->addAction(s("CPU"));
  made->setActiveAction(made->actions().at(1));
  return made;
}

QWidget* lists() {
  auto* list = new QListWidget;
  for (int i = 0; i < 12; ++i) list->addItem(QStringLiteral("A lighthouse, seed %1").arg(i));
  list->setCurrentRow(1);
  list->setFixedHeight(110);
  auto* shown = menu(list);
  auto* box = new QWidget;
  auto* row = line({list});
  auto* picture = new QLabel;
  picture->setPixmap(shown->grab());
  row->addWidget(picture);
  box->setLayout(row);
  row->setContentsMargins(0, 0, 0, 0);
  return box;
}

QWidget* card() {
  auto* made = new QFrame;
  made->setProperty("card", true);
  made->setFrameShape(QFrame::StyledPanel);
  auto* inside = new QVBoxLayout(made);
  auto* title = new QLabel(s("A card"));
  title->setProperty("title", true);
  auto* dim = new QLabel(s("with words that step back"));
  dim->setProperty("dim", true);
  inside->addWidget(title);
  inside->addWidget(dim);
  inside->addWidget(
      new ElidedLabel(s("a long line of words that gives way where there is too little "
                        "room for it, whatever it says, and ends in three dots")));
  return made;
}

QWidget* controls() {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setSpacing(12);
  auto* tabs = new QTabBar;
  for (const char* text : {"Paint", "Styles", "Compare"}) tabs->addTab(s(text));
  column->addWidget(tabs);
  column->addWidget(makeHairline(Qt::Horizontal));
  auto* problem = new MessageBar;
  problem->tell(MessageBar::Kind::problem, s("The model could not be loaded"),
                s("Choose another model, or export this one again."),
                s("unet.pt: SHA-256 differs"));
  problem->addAction(s("Choose…"), {});
  column->addWidget(problem);
  auto* notice = new MessageBar;
  notice->tell(MessageBar::Kind::notice, s("The settings of lighthouse.png are back"));
  column->addWidget(notice);
  addButtons(column);
  addFields(column);
  column->addWidget(icons());
  auto* bar = new QProgressBar;
  bar->setValue(36);
  column->addWidget(bar);
  column->addWidget(lists());
  column->addWidget(card());
  column->addStretch();
  return box;
}

}  // namespace

std::unique_ptr<QWidget> makeGallery() {
  auto sheet = std::make_unique<QWidget>();
  auto* row = new QHBoxLayout(sheet.get());
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(panel());
  row->addWidget(makeHairline(Qt::Vertical));
  row->addWidget(controls(), 1);
  return sheet;
}

}  // namespace maulstick::ui
