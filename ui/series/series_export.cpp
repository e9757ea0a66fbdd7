#include "ui/series/series_export.h"

#include <algorithm>
#include <exception>

#include "base/error.h"
#include "base/file.h"
#include "picture/png.h"
#include "sheet/records.h"
#include "sheet/sheet.h"
#include "styles/style_file.h"
#include "styles/styles_csv.h"
#include "styles/styles_json.h"
#include "ui/series/series_file.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t jobsLimit = std::uintmax_t{256} << 20U;

template <typename Action>
QString guarded(Action action) {
  try {
    action();
    return {};
  } catch (const Error& error) {
    return QString::fromStdString(error.message());
  } catch (const std::exception& error) {
    return QString::fromUtf8(error.what());
  }
}

std::vector<styles::Style> stylesOf(const fs::path& folder) {
  std::error_code ignored;
  const fs::path file = folder / stylesName;
  return styles::known_styles(fs::exists(file, ignored) ? file : fs::path());
}

}  // namespace

QString writeSheet(const fs::path& folder, SheetKind kind, const fs::path& file) {
  return guarded([&] {
    const std::string jobs =
        read_file(folder / jobsName, {.bytes = jobsLimit, .blame = ErrorKind::bad_input});
    sheet::Account account =
        sheet::account_of(folder, sheet::read_records(folder), jobs, stylesOf(folder));
    const sheet::Sheet sheet = sheet::make_sheet(folder, account);
    write_file_atomically(
        file, kind == SheetKind::page ? sheet.page : picture::encode_png(sheet.grid, {}));
  });
}

QString writeStyles(const fs::path& file, const std::vector<StyleChip>& chips) {
  return guarded([&] {
    std::vector<styles::Style> list;
    for (const StyleChip& chip : chips) list.push_back(styleOf(chip));
    const bool csv = file.extension() == ".csv" || file.extension() == ".CSV";
    write_file_atomically(file, csv ? styles::styles_csv(list) : styles::styles_json(list));
  });
}

ReadStyles readStyles(const fs::path& file) {
  ReadStyles read;
  read.fault = guarded([&] {
    for (const styles::Style& style : styles::read_style_file(file)) {
      read.chips.push_back(chipOf(style));
    }
  });
  return read;
}

// Their names begin with their dates.
std::vector<fs::path> seriesIn(const fs::path& parent) {
  std::vector<fs::path> found;
  std::error_code fault;
  for (fs::directory_iterator entry(parent, fault), end; !fault && entry != end;
       entry.increment(fault)) {
    std::error_code ignored;
    // A folder of pictures holds thousands of files: not each of them is looked into.
    if (!entry->path().filename().string().starts_with(seriesPrefix)) continue;
    if (fs::is_regular_file(entry->path() / planName, ignored)) found.push_back(entry->path());
  }
  std::ranges::sort(found, std::ranges::greater());
  return found;
}

}  // namespace maulstick::ui
