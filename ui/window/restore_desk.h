#pragma once
// Opens pictures and gives their settings back: of a dropped one after a question on the sheet, of one
// from the history at once. Used by the Paint view; UI thread.

#include <QObject>
#include <optional>

#include "ui/settings/settings_history.h"
#include "ui/window/picture_opener.h"
#include "ui/window/restore_plan.h"
#include "ui/window/restore_sheet.h"

namespace maulstick::ui {

class RestoreDesk : public QObject {
  Q_OBJECT

 public:
  // Both must outlive this.
  RestoreDesk(SettingsHistory& history, RestoreSheet& sheet, QObject* parent = nullptr);

  void setModel(const std::optional<ModelFacts>& model);

  // opened() or unreadable() follows each of them.
  void show(const QString& path);     // the picture alone
  void offer(const QString& path);    // and what its settings would change
  void restore(const QString& path);  // and its settings, at once, as one step of undo

  [[nodiscard]] bool isOffering() const { return offered_.has_value(); }
  void accept();
  void cancel();

 Q_SIGNALS:
  void opened(const maulstick::ui::OpenedPicture& picture);
  void unreadable(const QString& path, const QString& why);
  void noSettings(const QString& path, const QString& why);
  void nothingToChange(const QString& path, const QStringList& left);
  void restored(const QString& path,
                const QStringList& left);  // the panels must show the history's

 private:
  enum class Purpose { show, offer, restore };
  struct Offered {
    QString path;
    Restored found;
  };

  void open(const QString& path, Purpose purpose);
  void take(const OpenedPicture& picture);
  void propose(const OpenedPicture& picture);
  void apply(const Offered& wanted);
  [[nodiscard]] PanelSettings now() const;
  [[nodiscard]] RestoreSheet::Offer offerOf(const Offered& offered) const;

  SettingsHistory& history_;
  RestoreSheet& sheet_;
  std::optional<ModelFacts> model_;
  Purpose purpose_ = Purpose::show;
  std::optional<Offered> offered_;
  PictureOpener opener_;
};

}  // namespace maulstick::ui
