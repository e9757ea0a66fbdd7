#include "sheet/records.h"

#include <algorithm>
#include <climits>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "batch/job_id.h"
#include "batch/lines.h"

namespace maulstick::sheet {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t results_limit = std::uintmax_t{1} << 30U;

bool is_results_file(const fs::path& path) {
  return path.filename().string().starts_with("results-") && path.extension() == ".jsonl";
}

std::vector<fs::path> results_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code fault;
  for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end;
       entry.increment(fault)) {
    if (is_results_file(entry->path())) files.push_back(entry->path());
  }
  if (files.empty()) {
    throw Error(ErrorKind::bad_input, {.what = "there are no results",
                                       .where = folder.string(),
                                       .expected = "results-I.jsonl, as maulstick batch writes it",
                                       .got = fault ? fault.message() : "none"});
  }
  std::ranges::sort(files);
  return files;
}

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Numbers beyond 64 bits are floating to the parser, but those of 64 bits without a sign are not.
std::optional<std::int64_t> whole_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) return std::nullopt;
  return found->get<std::int64_t>();
}

std::vector<std::pair<std::string, double>> losses_of(const json& object) {
  std::vector<std::pair<std::string, double>> losses;
  const auto found = object.find("losses");
  if (found == object.end() || !found->is_object()) return losses;
  for (const auto& [name, value] : found->items()) {
    if (value.is_number()) losses.emplace_back(name, value.get<double>());
  }
  return losses;
}

std::optional<Record> read_record(const batch::Line& line) {
  try {
    const json object = parse_json(line.text, {.where = "results", .blame = ErrorKind::bad_input});
    if (!object.is_object()) return std::nullopt;
    const std::string status = text_at(object, "status");
    Record record = {.id = text_at(object, "id"),
                     .done = status == "done",
                     .style = text_at(object, "style"),
                     .losses = losses_of(object),
                     .error = text_at(object, "error")};
    if (!batch::is_safe_id(record.id) || (!record.done && status != "failed")) return std::nullopt;
    record.seed = whole_at(object, "seed");
    const std::int64_t number = whole_at(object, "line").value_or(0);
    if (number > 0 && number <= INT_MAX) record.line = static_cast<int>(number);
    return record;
  } catch (const Error&) {  // no JSON
    return std::nullopt;
  }
}

class Gathering {
 public:
  void add(Record record) {
    const auto [place, is_new] = places_.emplace(record.id, records_.list.size());
    if (is_new) {
      records_.list.push_back(std::move(record));
    } else if (Record& old = records_.list[place->second]; record.done || !old.done) {
      old = std::move(record);
    }
  }

  void add_file(const fs::path& path) {
    const std::string text =
        read_file(path, {.bytes = results_limit, .blame = ErrorKind::bad_input});
    batch::TextLines lines(text);
    while (const auto line = lines.next()) {
      if (batch::is_blank(*line)) continue;
      auto record = read_record(*line);
      if (!record) {
        ++records_.unreadable;
        continue;
      }
      add(std::move(*record));
      if (records_.list.size() > most_records) refuse(path);
    }
  }

  Records take() && {
    std::ranges::stable_sort(records_.list, {}, [](const Record& record) {
      return std::tuple(record.line, std::string_view(record.id));
    });
    return std::move(records_);
  }

 private:
  [[noreturn]] static void refuse(const fs::path& path) {
    throw Error(ErrorKind::bad_input,
                {.what = "there are too many results for one sheet",
                 .where = path.string(),
                 .expected = "at most " + std::to_string(most_records) + " jobs in a folder",
                 .got = "more"});
  }

  Records records_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace

Records read_records(const fs::path& folder) {
  Gathering gathering;
  for (const fs::path& file : results_files(folder)) gathering.add_file(file);
  return std::move(gathering).take();
}

}  // namespace maulstick::sheet
