#include "ui/window/about_box.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QIcon>
#include <QMessageBox>
#include <QPushButton>
#include <array>

#include "engine/version.h"

namespace maulstick::ui {
namespace {

struct Part {
  const char* name;
  const char* licence;
};

// What the window is built of; the model that paints says its own licence among the models.
constexpr std::array parts = {Part{"Qt", "LGPL 3"},
                              Part{"LibTorch", "BSD 3-Clause"},
                              Part{"ICU", "Unicode License"},
                              Part{"JSON for Modern C++", "MIT"},
                              Part{"libpng", "libpng-2.0"},
                              Part{"stb", "MIT / Public Domain"},
                              Part{"zlib", "zlib"},
                              Part{"OpenSSL", "Apache 2.0"},
                              Part{"SentencePiece", "Apache 2.0"},
                              Part{"SQLite", "Public Domain"},
                              Part{"Inter", "SIL Open Font License 1.1"}};

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::AboutBox", text);
}

QString partRows() {
  QString rows;
  for (const Part& part : parts) {
    rows += QStringLiteral("<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
                .arg(QString::fromLatin1(part.name), QString::fromLatin1(part.licence));
  }
  return QStringLiteral("<table>%1</table>").arg(rows);
}

}  // namespace

QMessageBox* makeAboutBox(QWidget* parent) {
  auto* box = new QMessageBox(parent);
  box->setWindowTitle(tr("About Maulstick"));
  box->setIconPixmap(QGuiApplication::windowIcon().pixmap(64, 64));
  box->setTextFormat(Qt::RichText);
  box->setText(QStringLiteral("<b>Maulstick %1</b>").arg(QString::fromLatin1(version)));
  box->setInformativeText(
      QStringLiteral("<p>%1</p><p>%2</p><p>%3</p>%4<p>%5</p>")
          .arg(tr("Paints pictures from words with Stable Diffusion on your own computer, and "
                  "steers them while they are painted."),
               tr("© 2026 The Maulstick authors, under the MIT licence."),
               tr("It is built with the work of others, under licences of their own:"), partRows(),
               tr("Each model has a licence of its own; the list of models shows it.")));
  box->setStandardButtons(QMessageBox::Close);
  QPushButton* qt = box->addButton(tr("About Qt"), QMessageBox::ActionRole);
  qt->disconnect(box);  // it leaves this open
  QObject::connect(qt, &QPushButton::clicked, box, [box] { QMessageBox::aboutQt(box); });
  box->setDefaultButton(QMessageBox::Close);
  box->setModal(false);
  return box;
}

}  // namespace maulstick::ui
