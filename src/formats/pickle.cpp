// Opcodes: CPython's Lib/pickletools.py describes each; protocol 2 is what torch.save uses.

#include "formats/pickle.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "base/error.h"
#include "base/utf8.h"

namespace maulstick::formats {
namespace {

using Kind = PickleValue::Kind;

constexpr std::size_t rank_limit = 4;
constexpr std::size_t value_limit = 100'000;

class Machine {
 public:
  Machine(std::string_view bytes, const std::string& where) : rest_(bytes), where_(where) {}

  Pickle run() {
    while (true) {
      const char opcode = take(1).front();
      if (opcode == '.') break;
      step(opcode);
    }
    pickle_.root = pop();
    return std::move(pickle_);
  }

 private:
  [[noreturn]] void refuse(std::string expected, std::string got) const {
    throw Error(ErrorKind::bad_input,
                {.what = "this pickle holds more than plain tensors, or is damaged",
                 .where = where_,
                 .expected = std::move(expected),
                 .got = std::move(got),
                 .hint = "save the embedding as .safetensors"});
  }

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) refuse("a whole pickle", "one that is cut");
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::uint64_t number(std::size_t size) {
    std::uint64_t value = 0;
    const std::string_view digits = take(size);
    for (std::size_t i = size; i > 0; --i)
      value = value << 8U | static_cast<std::uint8_t>(digits[i - 1]);
    return value;
  }

  std::string_view line() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) refuse("a whole pickle", "one that is cut");
    const std::string_view text = take(end);
    take(1);
    return text;
  }

  PickleValue* make(Kind kind) {
    if (pickle_.values.size() >= value_limit) refuse("at most 100000 values", "more");
    pickle_.values.push_back(std::make_unique<PickleValue>());
    pickle_.values.back()->kind = kind;
    return pickle_.values.back().get();
  }

  PickleValue* push(Kind kind) {
    PickleValue* value = make(kind);
    stack_.push_back(value);
    return value;
  }

  void push_integer(std::int64_t value, Kind kind = Kind::integer) { push(kind)->integer = value; }

  void push_text(std::size_t size) {
    const std::string_view text = take(size);
    if (find_invalid_utf8(text) != std::string_view::npos) refuse("UTF-8", "other bytes");
    push(Kind::text)->text = text;
  }

  void push_global() {
    const std::string module(line());
    push(Kind::global)->text = module + " " + std::string(line());
  }

  // LONG1: a little-endian two's complement number of up to 8 bytes.
  void push_long() {
    const std::size_t size = number(1);
    if (size > 8) refuse("numbers of 64 bits", "a longer one");
    std::uint64_t value = number(size);
    const bool negative = size > 0 && (value >> (8 * size - 1) & 1U) != 0;
    if (negative && size < 8) value |= ~std::uint64_t{0} << (8 * size);
    push_integer(static_cast<std::int64_t>(value));
  }

  PickleValue* pop() {
    if (stack_.empty()) refuse("a value", "an empty stack");
    PickleValue* value = stack_.back();
    if (!marks_.empty() && marks_.back() == stack_.size()) refuse("a value", "a mark");
    stack_.pop_back();
    return value;
  }

  PickleValue* top() {
    PickleValue* value = pop();
    stack_.push_back(value);
    return value;
  }

  std::vector<const PickleValue*> pop_to_mark() {
    if (marks_.empty()) refuse("a mark", "none");
    const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    std::vector<const PickleValue*> values(begin, stack_.end());
    stack_.erase(begin, stack_.end());
    marks_.pop_back();
    return values;
  }

  void push_sequence(std::vector<const PickleValue*> items) {
    push(Kind::sequence)->items = std::move(items);
  }

  void push_tuple(std::size_t size) {
    std::vector<const PickleValue*> items(size);
    for (std::size_t i = size; i > 0; --i) items[i - 1] = pop();
    push_sequence(std::move(items));
  }

  PickleValue* container(Kind kind) {
    PickleValue* value = top();
    if (value->kind != kind) refuse("a container", "another value");
    return value;
  }

  void set_items(const std::vector<const PickleValue*>& items) {
    PickleValue* dictionary = container(Kind::dictionary);
    if (items.size() % 2 != 0) refuse("keys with values", "a key alone");
    for (std::size_t i = 0; i < items.size(); i += 2) {
      dictionary->entries.emplace_back(items[i], items[i + 1]);
    }
  }

  void append(const std::vector<const PickleValue*>& items) {
    auto& list = container(Kind::sequence)->items;
    list.insert(list.end(), items.begin(), items.end());
  }

  void get_memo(std::uint64_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end()) refuse("a value remembered earlier", "none");
    if (stack_.size() >= value_limit) refuse("at most 100000 values", "more");
    stack_.push_back(found->second);
  }

  // BINPERSID: torch writes ("storage", type, key, place, size) for the bytes of a tensor.
  void persistent() {
    const PickleValue* id = pop();
    const bool sound = id->kind == Kind::sequence && id->items.size() == 5 &&
                       id->items[0]->text == "storage" && id->items[1]->kind == Kind::global &&
                       id->items[2]->kind == Kind::text;
    if (!sound) refuse("a tensor's storage", "another reference");
    std::vector<const PickleValue*> description(id->items.begin() + 1, id->items.end());
    push(Kind::storage)->items = std::move(description);
  }

  void reduce() {
    const PickleValue* arguments = pop();
    const PickleValue* callable = pop();
    if (callable->kind != Kind::global || arguments->kind != Kind::sequence) {
      refuse("a known constructor", "another value");
    }
    const auto& items = arguments->items;
    if (callable->text == "collections OrderedDict" && items.empty()) {
      push(Kind::dictionary);
    } else if (callable->text == "torch._utils _rebuild_tensor_v2" && items.size() >= 4) {
      rebuild_tensor(items);
    } else if (callable->text == "torch._utils _rebuild_parameter" && !items.empty() &&
               items[0]->kind == Kind::tensor) {
      *push(Kind::tensor) = *items[0];
    } else {
      refuse("the constructors of tensors", callable->text);
    }
  }

  std::vector<std::int64_t> integers(const PickleValue* sequence) const {
    std::vector<std::int64_t> values;
    if (sequence->kind != Kind::sequence || sequence->items.size() > rank_limit) {
      refuse("a short tuple of numbers", "another value");
    }
    for (const PickleValue* item : sequence->items) {
      if (item->kind != Kind::integer || item->integer < 0) refuse("a size", "another value");
      values.push_back(item->integer);
    }
    return values;
  }

  void rebuild_tensor(const std::vector<const PickleValue*>& items) {
    const auto shape = integers(items[2]);
    const auto strides = integers(items[3]);
    if (items[0]->kind != Kind::storage || items[1]->kind != Kind::integer ||
        items[1]->integer < 0 || shape.size() != strides.size()) {
      refuse("a tensor", "another value");
    }
    std::int64_t dense = 1;
    for (std::size_t i = shape.size(); i > 0; --i) {
      if (shape[i - 1] > 1 && strides[i - 1] != dense) refuse("a dense tensor", "a strided one");
      if (shape[i - 1] > (std::int64_t{1} << 20U)) refuse("a small tensor", "a huge one");
      if (dense > (std::int64_t{1} << 30U)) refuse("a small tensor", "a huge one");
      dense *= shape[i - 1];
    }
    PickleValue* tensor = push(Kind::tensor);
    tensor->storage = items[0];
    tensor->integer = items[1]->integer;
    tensor->shape = shape;
  }

  void step(char opcode) {
    switch (opcode) {
      case '\x80':
        if (number(1) > 5) refuse("pickle protocol 2 to 5", "a later one");
        break;
      case '}': push(Kind::dictionary); break;
      case ']':
      case ')': push_sequence({}); break;
      case '(': marks_.push_back(stack_.size()); break;
      case 't':
      case 'l': push_sequence(pop_to_mark()); break;
      case '\x85': push_tuple(1); break;
      case '\x86': push_tuple(2); break;
      case '\x87': push_tuple(3); break;
      case 'N': push(Kind::none); break;
      case '\x88': push_integer(1, Kind::boolean); break;
      case '\x89': push_integer(0, Kind::boolean); break;
      case 'K': push_integer(static_cast<std::int64_t>(number(1))); break;
      case 'M': push_integer(static_cast<std::int64_t>(number(2))); break;
      case 'J':
        push_integer(static_cast<std::int32_t>(static_cast<std::uint32_t>(number(4))));
        break;
      case '\x8a': push_long(); break;
      case 'G':
        number(8);
        push(Kind::real);
        break;  // no layout needs the value
      case 'X': push_text(number(4)); break;
      case '\x8c': push_text(number(1)); break;
      case 'c': push_global(); break;
      case 'q': memo_[number(1)] = top(); break;
      case 'r': memo_[number(4)] = top(); break;
      case '\x94': memo_[memo_.size()] = top(); break;
      case 'h': get_memo(number(1)); break;
      case 'j': get_memo(number(4)); break;
      case '\x95': number(8); break;  // the length of a frame
      case 's': {
        const auto* value = pop();
        const auto* key = pop();
        set_items({key, value});
        break;
      }
      case 'u': set_items(pop_to_mark()); break;
      case 'a': append({pop()}); break;
      case 'e': append(pop_to_mark()); break;
      case 'Q': persistent(); break;
      case 'R': reduce(); break;
      default:
        refuse("an instruction of plain tensors",
               "opcode " + std::to_string(static_cast<unsigned char>(opcode)));
    }
  }

  std::string_view rest_;
  const std::string& where_;
  Pickle pickle_;
  std::vector<PickleValue*> stack_;
  std::vector<std::size_t> marks_;
  std::map<std::uint64_t, PickleValue*> memo_;
};

}  // namespace

const PickleValue* PickleValue::find(std::string_view key) const {
  if (kind != Kind::dictionary) return nullptr;
  const auto found = std::ranges::find_if(entries, [key](const auto& entry) {
    return entry.first->kind == Kind::text && entry.first->text == key;
  });
  return found == entries.end() ? nullptr : found->second;
}

Pickle read_pickle(std::string_view bytes, const std::string& where) {
  return Machine(bytes, where).run();
}

}  // namespace maulstick::formats
