#include "base/json.h"

#include <set>
#include <vector>

namespace maulstick {
namespace {

using nlohmann::json;

[[noreturn]] void refuse(const JsonSource& source, std::string expected, std::string got) {
  throw Error(source.blame, {.what = "the JSON cannot be used",
                             .where = source.where,
                             .expected = std::move(expected),
                             .got = std::move(got)});
}

// Called by the parser for every event, so that a hostile text is refused while it is being read.
class Guard {
 public:
  explicit Guard(const JsonSource& source) : source_(source) {}

  bool operator()(int depth, json::parse_event_t event, json& value) {
    using Event = json::parse_event_t;
    if (static_cast<std::size_t>(depth) > source_.depth) {
      refuse(source_, "nesting of at most " + std::to_string(source_.depth) + " levels", "more");
    }
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key) {
      const auto& key = value.get_ref<const std::string&>();
      if (!keys_.back().insert(key).second)
        refuse(source_, "each key once", "\"" + key + "\" twice");
    }
    return true;
  }

 private:
  const JsonSource& source_;
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

json parse_json(std::string_view text, const JsonSource& source) {
  try {
    return json::parse(text, Guard(source));
  } catch (const json::parse_error& fault) {
    refuse(source, "valid JSON", "a fault at byte " + std::to_string(fault.byte));
  } catch (const json::exception&) {  // a number out of range
    refuse(source, "valid JSON", "a value that cannot be represented");
  }
}

}  // namespace maulstick
