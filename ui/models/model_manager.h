#pragma once
// The window of models: all that are known, what is wrong with them, adding, verifying, removing. Not
// modal; painting goes on behind it. Made by the main window when it is first asked for.

#include <QDialog>
#include <QHash>

#include "ui/models/model_check.h"
#include "ui/models/model_list.h"

class QListView;
class QStackedWidget;

namespace maulstick::ui {

class AddModelPage;
class ModelDetails;

class ModelManager : public QDialog {
  Q_OBJECT

 public:
  // Both must outlive this.
  ModelManager(ModelList& models, Controller& controller, QWidget* parent = nullptr);

  // The device and the precision with which networks are tried.
  void setOptions(const EngineOptions& options) { options_ = options; }

  void openAt(const QString& folder);
  void openAdding();

  // Reads all of the folder's files; a sound one is put into the list, else the page says what is
  // wrong.
  void addFolder(const QString& folder);

  [[nodiscard]] ModelDetails& details() { return *details_; }
  [[nodiscard]] AddModelPage& adding() { return *adding_; }

 Q_SIGNALS:
  void useRequested(const QString& folder);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  QWidget* makeLeft();
  void connectDetails();
  void connectAdding();
  void select(const QString& folder);
  void showAdding();
  void showCurrent();
  void chooseFolder();
  void verify();
  void removeCurrent();
  void onVerified(const ModelVerdict& verdict);
  void onAddingChecked(const ModelVerdict& verdict);
  [[nodiscard]] QString current() const;

  ModelList& models_;
  EngineOptions options_;
  ModelCheck verification_;
  ModelCheck addition_;
  int percent_ = 0;  // of the verification under way
  QString progress_;
  QHash<QString, ModelVerdict> verdicts_;  // by folder, of this session
  QListView* list_;
  QStackedWidget* pages_;
  ModelDetails* details_;
  AddModelPage* adding_;
};

}  // namespace maulstick::ui
