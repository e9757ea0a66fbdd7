#pragma once
// What the program remembers from one start to the next, in one JSON file. Used by the main window
// and the panels; UI thread. Every setter saves by itself, soon after and in another thread; keys
// of other versions are kept.

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/engine.h"
#include "engine/request.h"
#include "ui/settings/file_saver.h"
#include "ui/settings/style_chip.h"

namespace maulstick::ui {

enum class ThemeChoice { system, light, dark };

class AppSettings : public QObject {
  Q_OBJECT

 public:
  static constexpr qsizetype mostPrompts = 50;

  static std::filesystem::path defaultFile();

  // Reads `file`. `saver` must outlive this.
  AppSettings(FileSaver& saver, std::filesystem::path file, QObject* parent = nullptr);
  ~AppSettings() override;  // hands over what is not saved yet

  // Empty, or that the file was damaged and where it is kept: to be shown once.
  [[nodiscard]] const QString& notice() const { return notice_; }

  [[nodiscard]] Request request() const;
  void setRequest(const Request& request);

  // The model painted with last; its folder is empty at the first start.
  [[nodiscard]] EngineOptions model() const;
  void setModel(const EngineOptions& model);

  [[nodiscard]] ThemeChoice theme() const;
  void setTheme(ThemeChoice choice);

  // QWidget::saveGeometry, QMainWindow::saveState and QSplitter::saveState by a name of the
  // caller's.
  [[nodiscard]] QByteArray layout(const QString& name) const;
  void setLayout(const QString& name, const QByteArray& state);

  // Newest first, each once.
  [[nodiscard]] QStringList recentPrompts() const;
  void addRecentPrompt(const QString& prompt);

  [[nodiscard]] QStringList modelFolders() const;
  void setModelFolders(const QStringList& folders);

  [[nodiscard]] std::vector<StyleChip> styleChips() const;
  void setStyleChips(const std::vector<StyleChip>& chips);

  // What the Styles view holds: at first what the Paint view does.
  [[nodiscard]] Request seriesRequest() const;
  void setSeriesRequest(const Request& request);
  [[nodiscard]] std::vector<StyleChip> seriesStyles() const;
  void setSeriesStyles(const std::vector<StyleChip>& chips);
  // Its fields by names of its own: "seeds", "folder"; "" before they were set.
  [[nodiscard]] QString seriesText(const QString& name) const;
  void setSeriesText(const QString& name, const QString& text);

  // Where a dialog of this purpose ended last; "" before the first.
  [[nodiscard]] QString lastFolder(const QString& purpose) const;
  void setLastFolder(const QString& purpose, const QString& folder);

  // What a person has unfolded, by a name of the caller's.
  [[nodiscard]] bool isUnfolded(const QString& name) const;
  void setUnfolded(const QString& name, bool open);

  // The centre of mass over the picture.
  [[nodiscard]] bool overlayShown() const;
  void setOverlayShown(bool shown);

  // Whether the seed stays as it is from one picture to the next.
  [[nodiscard]] bool seedLocked() const;
  void setSeedLocked(bool locked);

  // Hands everything to the saver now.
  void save();

 private:
  void set(const std::string& key, nlohmann::json value);
  [[nodiscard]] const nlohmann::json& get(const std::string& key) const;
  void setMember(const std::string& key, const QString& name, nlohmann::json value);
  [[nodiscard]] QStringList strings(const std::string& key) const;
  void setStrings(const std::string& key, const QStringList& list);

  FileSaver& saver_;
  std::filesystem::path file_;
  nlohmann::json root_;
  QString notice_;
  QTimer soon_;
};

}  // namespace maulstick::ui
