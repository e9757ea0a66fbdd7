#include "sheet/account.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/error.h"
#include "batch/job.h"

namespace maulstick::sheet {
namespace {

namespace fs = std::filesystem;

bool has_picture(const fs::path& folder, const std::string& id) {
  std::error_code ignored;
  return fs::is_regular_file(picture_path(folder, id), ignored);
}

void sort_in(const fs::path& folder, const Record& record, Account& account) {
  if (!record.done) {
    account.failed.push_back({.id = record.id, .line = record.line, .error = record.error});
  } else if (has_picture(folder, record.id)) {
    account.pictures.push_back(record);
  } else {
    account.missing.push_back(record.id);
  }
}

using Ids = std::unordered_set<std::string>;

std::vector<std::string> extra_pictures(const fs::path& folder, const Ids& known) {
  std::vector<std::string> extra;
  std::error_code fault;
  for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end;
       entry.increment(fault)) {
    const fs::path& path = entry->path();
    if (path.extension() != ".png" || path.filename() == grid_name) continue;
    if (!known.contains(path.stem().string())) extra.push_back(path.filename().string());
  }
  std::ranges::sort(extra);
  return extra;
}

// A line of the jobs as far as it matters here.
struct Wanted {
  std::string id;
  std::string error;  // why it is no job
};

Wanted read_wanted(const batch::Line& line, std::span<const styles::Style> styles) {
  try {
    return {.id = batch::read_job(line, styles).id, .error = {}};
  } catch (const Error& error) {
    return {.id = batch::id_of_bad_line(line), .error = error.message()};
  }
}

}  // namespace

fs::path picture_path(const fs::path& folder, const std::string& id) {
  return folder / (id + ".png");
}

Account account_of(const fs::path& folder, const Records& records) {
  Account account;
  Ids known;
  for (const Record& record : records.list) {
    sort_in(folder, record, account);
    known.insert(record.id);
  }
  account.extra = extra_pictures(folder, known);
  return account;
}

Account account_of(const fs::path& folder, const Records& records, std::string_view jobs,
                   std::span<const styles::Style> styles) {
  std::unordered_map<std::string_view, const Record*> results;
  for (const Record& record : records.list) results.emplace(record.id, &record);
  Account account;
  std::unordered_map<std::string, int> lines;  // of the ids
  batch::TextLines text(jobs);
  while (const auto line = text.next()) {
    if (batch::is_blank(*line)) continue;
    const Wanted wanted = read_wanted(*line, styles);
    const auto [first, is_new] = lines.emplace(wanted.id, line->number);
    const auto result = results.find(wanted.id);
    if (!is_new) {
      account.failed.push_back(
          {.id = wanted.id,
           .line = line->number,
           .error = "line " + std::to_string(first->second) + " has the same id"});
    } else if (!wanted.error.empty()) {
      account.failed.push_back({.id = wanted.id, .line = line->number, .error = wanted.error});
    } else if (result == results.end()) {
      account.missing.push_back(wanted.id);
    } else {
      sort_in(folder, *result->second, account);
    }
  }
  Ids known;
  for (const auto& [id, line] : lines) known.insert(id);
  account.extra = extra_pictures(folder, known);
  return account;
}

}  // namespace maulstick::sheet
