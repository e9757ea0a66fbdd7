#pragma once
// A reader for the few pickles that torch.save writes around plain tensors. It knows containers,
// numbers, texts and the three constructors that tensors need; anything else in a pickle (which may
// be any program at all) is refused by name, and nothing is ever run.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maulstick::formats {

struct PickleValue {
  enum class Kind {
    none,
    boolean,
    integer,
    real,
    text,
    sequence,
    dictionary,
    global,
    storage,
    tensor
  };

  Kind kind = Kind::none;
  std::int64_t integer = 0;               // boolean, integer; a tensor's offset in elements
  std::string text;                       // text; a global's "module name"
  std::vector<const PickleValue*> items;  // sequence; storage: type, key, place, size
  std::vector<std::pair<const PickleValue*, const PickleValue*>> entries;  // dictionary
  const PickleValue* storage = nullptr;                                    // tensor
  std::vector<std::int64_t> shape;  // tensor; row-major and dense

  // The value of a text key in a dictionary, or nullptr.
  [[nodiscard]] const PickleValue* find(std::string_view key) const;
};

// Values refer to each other, even in circles: all are owned here.
struct Pickle {
  std::vector<std::unique_ptr<PickleValue>> values;
  const PickleValue* root = nullptr;
};

// Throws Error{bad_input}, naming `where`, for pickles that are cut, inconsistent, or hold more
// than plain tensors.
Pickle read_pickle(std::string_view bytes, const std::string& where);

}  // namespace maulstick::formats
