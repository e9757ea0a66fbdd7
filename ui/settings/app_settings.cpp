#include "ui/settings/app_settings.h"

#include <QStandardPaths>
#include <array>
#include <chrono>
#include <utility>

#include "ui/settings/json_document.h"
#include "ui/settings/json_member.h"
#include "ui/settings/model_json.h"
#include "ui/settings/paths.h"
#include "ui/settings/request_json.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

constexpr DocumentFormat format = {.name = "maulstick-app-settings", .version = 1};

// A drag changes settings sixty times a second; the disk hears of it a few times.
constexpr std::chrono::milliseconds soon{300};

constexpr std::array<std::pair<ThemeChoice, const char*>, 3> themes = {
    {{ThemeChoice::system, "system"}, {ThemeChoice::light, "light"}, {ThemeChoice::dark, "dark"}}};

QString stringOf(const json& value) {
  return QString::fromStdString(textOf(value));
}

StyleChip chipFrom(const json& object) {
  StyleChip chip = {.name = stringOf(member(object, "name")),
                    .words = stringOf(member(object, "words")),
                    .negative = stringOf(member(object, "negative")),
                    .on = member(object, "on") == true};
  for (const Control& control : controls()) {
    const json& value = member(member(object, "guidance"), control.name);
    if (!value.is_number()) continue;
    const auto number = value.get<double>();
    if (number >= control.minimum && number <= control.maximum) {
      chip.controls[control.name] = number;
    }
  }
  return chip;
}

json jsonOf(const StyleChip& chip) {
  json object = {{"name", chip.name.toStdString()},
                 {"words", chip.words.toStdString()},
                 {"negative", chip.negative.toStdString()},
                 {"on", chip.on}};
  if (!chip.controls.empty()) object["guidance"] = chip.controls;
  return object;
}

std::vector<StyleChip> chipsIn(const json& list) {
  if (!list.is_array()) return defaultStyleChips();
  std::vector<StyleChip> chips;
  for (const json& one : list) {
    StyleChip chip = chipFrom(one);
    if (!chip.name.isEmpty()) chips.push_back(std::move(chip));
  }
  return chips;
}

json listOf(const std::vector<StyleChip>& chips) {
  json list = json::array();
  for (const StyleChip& chip : chips) list.push_back(jsonOf(chip));
  return list;
}

}  // namespace

std::filesystem::path AppSettings::defaultFile() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
  return toPath(folder) / "settings.json";
}

AppSettings::AppSettings(FileSaver& saver, std::filesystem::path file, QObject* parent)
    : QObject(parent), saver_(saver), file_(std::move(file)) {
  JsonDocument document = readDocument(file_, format);
  root_ = std::move(document.root);
  notice_ = document.notice;
  soon_.setSingleShot(true);
  soon_.setInterval(soon);
  connect(&soon_, &QTimer::timeout, this, &AppSettings::save);
}

AppSettings::~AppSettings() {
  if (soon_.isActive()) save();
}

void AppSettings::save() {
  soon_.stop();
  saver_.save(file_, documentBytes(root_, format));
}

void AppSettings::set(const std::string& key, json value) {
  json& place = root_[key];
  if (place == value) return;
  place = std::move(value);
  if (!soon_.isActive()) soon_.start();
}

const json& AppSettings::get(const std::string& key) const {
  return member(root_, key);
}

Request AppSettings::request() const {
  return requestFromJson(get("request"));
}

void AppSettings::setRequest(const Request& request) {
  json merged = get("request").is_object() ? get("request") : json::object();
  merged.update(requestToJson(request));
  set("request", std::move(merged));
}

EngineOptions AppSettings::model() const {
  return modelFromJson(get("model"));
}

void AppSettings::setModel(const EngineOptions& model) {
  json merged = get("model").is_object() ? get("model") : json::object();
  merged.update(modelToJson(model));
  set("model", std::move(merged));
}

ThemeChoice AppSettings::theme() const {
  for (const auto& [choice, name] : themes) {
    if (get("theme") == name) return choice;
  }
  return ThemeChoice::system;
}

void AppSettings::setTheme(ThemeChoice wanted) {
  for (const auto& [choice, name] : themes) {
    if (choice == wanted) set("theme", name);
  }
}

QByteArray AppSettings::layout(const QString& name) const {
  const QString text = stringOf(member(get("layouts"), name.toStdString()));
  return QByteArray::fromBase64(text.toLatin1());
}

void AppSettings::setLayout(const QString& name, const QByteArray& state) {
  setMember("layouts", name, state.toBase64().toStdString());
}

QString AppSettings::lastFolder(const QString& purpose) const {
  return stringOf(member(get("folders"), purpose.toStdString()));
}

void AppSettings::setLastFolder(const QString& purpose, const QString& folder) {
  setMember("folders", purpose, folder.toStdString());
}

bool AppSettings::isUnfolded(const QString& name) const {
  return member(get("unfolded"), name.toStdString()) == true;
}

void AppSettings::setUnfolded(const QString& name, bool open) {
  setMember("unfolded", name, open);
}

bool AppSettings::overlayShown() const {
  return get("overlay_shown") != false;
}

void AppSettings::setOverlayShown(bool shown) {
  set("overlay_shown", shown);
}

QStringList AppSettings::recentPrompts() const {
  return strings("recent_prompts").mid(0, mostPrompts);
}

void AppSettings::addRecentPrompt(const QString& prompt) {
  if (prompt.trimmed().isEmpty()) return;
  QStringList prompts = recentPrompts();
  prompts.removeAll(prompt);
  prompts.prepend(prompt);
  setStrings("recent_prompts", prompts.mid(0, mostPrompts));
}

QStringList AppSettings::modelFolders() const {
  return strings("model_folders");
}

void AppSettings::setModelFolders(const QStringList& folders) {
  setStrings("model_folders", folders);
}

std::vector<StyleChip> AppSettings::styleChips() const {
  return chipsIn(get("style_chips"));
}

void AppSettings::setStyleChips(const std::vector<StyleChip>& chips) {
  set("style_chips", listOf(chips));
}

Request AppSettings::seriesRequest() const {
  return requestFromJson(member(get("series"), "request"), request());
}

void AppSettings::setSeriesRequest(const Request& request) {
  setMember("series", QStringLiteral("request"), requestToJson(request));
}

std::vector<StyleChip> AppSettings::seriesStyles() const {
  return chipsIn(member(get("series"), "style_chips"));
}

void AppSettings::setSeriesStyles(const std::vector<StyleChip>& chips) {
  setMember("series", QStringLiteral("style_chips"), listOf(chips));
}

QString AppSettings::seriesText(const QString& name) const {
  return stringOf(member(get("series"), name.toStdString()));
}

void AppSettings::setSeriesText(const QString& name, const QString& text) {
  setMember("series", name, text.toStdString());
}

bool AppSettings::seedLocked() const {
  return get("seed_locked") != false;
}

void AppSettings::setSeedLocked(bool locked) {
  set("seed_locked", locked);
}

void AppSettings::setMember(const std::string& key, const QString& name, json value) {
  json object = get(key).is_object() ? get(key) : json::object();
  object[name.toStdString()] = std::move(value);
  set(key, std::move(object));
}

QStringList AppSettings::strings(const std::string& key) const {
  const json& list = get(key);
  QStringList texts;
  if (!list.is_array()) return texts;
  for (const json& one : list) {
    if (one.is_string()) texts << stringOf(one);
  }
  return texts;
}

void AppSettings::setStrings(const std::string& key, const QStringList& texts) {
  json list = json::array();
  for (const QString& text : texts) list.push_back(text.toStdString());
  set(key, std::move(list));
}

}  // namespace maulstick::ui
