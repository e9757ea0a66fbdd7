// maulstick tokenize: how a model reads texts.

#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/json.h"
#include "base/refuse.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "engine/request.h"
#include "model/bundle.h"
#include "model/tokenizers.h"
#include "text/prompt.h"

namespace maulstick::cli {
namespace {

struct Flags {
  std::string model;
  std::string encoder = "prompt";
  std::string input;
  bool weights = false;
};

std::string read_text(const std::string& line, const std::string& where) {
  const auto value = parse_json(line, {.where = where, .blame = ErrorKind::bad_input});
  if (!value.is_string()) refuse("the line is no text", where, "a JSON string", value.type_name());
  std::string text = value.get<std::string>();
  if (text.size() > longest_prompt) {
    refuse("the text is too long", where, "at most " + std::to_string(longest_prompt) + " bytes",
           std::to_string(text.size()));
  }
  return text;
}

using Encode = std::function<text::EncodedPrompt(std::string_view text)>;

void tokenize_lines(std::istream& input, const std::string& name, const Encode& encode,
                    bool weights) {
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    const std::string where = name + ", line " + std::to_string(++number);
    const text::EncodedPrompt prompt = encode(read_text(line, where));
    nlohmann::json result = {{"ids", prompt.ids}, {"tokens", prompt.tokens}, {"cut", prompt.cut}};
    if (weights) result["weights"] = prompt.weights;
    print_line(result.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  if (input.bad()) refuse("the input cannot be read", name, "a readable file", "an error");
}

const model::TokenizerEntry& chosen_tokenizer(const model::Manifest& manifest,
                                              const std::string& encoder) {
  if (encoder == "prompt") return manifest.text_encoder.tokenizer;
  if (encoder == "guidance") return manifest.clip.text.tokenizer;
  refuse("the encoder is not known", "--encoder", "prompt or guidance", "\"" + encoder + "\"");
}

void tokenize(const Flags& flags) {
  const model::Bundle bundle = model::Bundle::open(choose_model(flags.model));
  const model::TokenizerEntry& entry = chosen_tokenizer(bundle.manifest(), flags.encoder);
  const auto tokenizer = model::make_tokenizer(bundle, entry);
  const Encode encode = [&](std::string_view text) {
    return flags.weights ? text::encode_weighted(*tokenizer, entry.frame, text)
                         : text::encode_prompt(*tokenizer, entry.frame, text);
  };
  if (flags.input.empty()) {
    tokenize_lines(std::cin, "standard input", encode, flags.weights);
    return;
  }
  std::ifstream file(flags.input);
  if (!file) refuse("the file cannot be read", flags.input, "a readable file", "none");
  tokenize_lines(file, flags.input, encode, flags.weights);
}

}  // namespace

void add_tokenize(CLI::App& program) {
  CLI::App& command = *program.add_subcommand(
      "tokenize", "how a model reads texts: one JSON string a line in, one JSON object a line out");
  const auto flags = std::make_shared<Flags>();
  add_model_option(command, flags->model);
  command
      .add_option("--encoder", flags->encoder,
                  "whose tokens: the text encoder's or the guidance CLIP's (default: prompt)")
      ->option_text("prompt|guidance");
  command.add_option("--input", flags->input, "where the texts are (default: standard input)")
      ->option_text("FILE")
      ->check(not_empty());
  command.add_flag("--weights", flags->weights,
                   "read brackets as weights, as generate does with --weights, and print them");
  command.callback([flags] { tokenize(*flags); });
}

}  // namespace maulstick::cli
