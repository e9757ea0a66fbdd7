#include "text/sentencepiece_tokenizer.h"

#include <sentencepiece_processor.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/stringpiece.h>

#include <exception>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "text/sentencepiece_charsmap.h"

namespace maulstick::text {
namespace {

constexpr std::size_t size_limit = std::size_t{64} << 20U;
constexpr int only_fatal_errors = 3;  // the library's log level

[[noreturn]] void refuse(std::string expected, std::string got) {
  throw Error(ErrorKind::model, {.what = "the SentencePiece model cannot be used",
                                 .where = "tokenizer.model",
                                 .expected = std::move(expected),
                                 .got = std::move(got)});
}

// A text as the model is to see it, and for each byte of it, and its end, the offset in the text as
// given of the character that it came from.
struct Prepared {
  std::string text;
  std::vector<std::size_t> origins;
};

Prepared unchanged(std::string_view utf8) {
  Prepared prepared{.text = std::string(utf8),
                    .origins = std::vector<std::size_t>(utf8.size() + 1)};
  std::iota(prepared.origins.begin(), prepared.origins.end(), std::size_t{0});
  return prepared;
}

Prepared lower_cased(std::string_view utf8) {
  Prepared prepared;
  icu::StringByteSink<std::string> sink(&prepared.text);
  icu::Edits edits;
  UErrorCode status = U_ZERO_ERROR;
  const icu::StringPiece source(utf8.data(), static_cast<std::int32_t>(utf8.size()));
  icu::CaseMap::utf8ToLower("", 0, source, sink, &edits, status);
  for (auto span = edits.getFineIterator(); span.next(status);) {
    for (std::int32_t i = 0; i < span.newLength(); ++i) {
      const std::int32_t origin = span.sourceIndex() + (span.hasChange() ? 0 : i);
      prepared.origins.push_back(static_cast<std::size_t>(origin));
    }
  }
  prepared.origins.push_back(utf8.size());
  if (U_FAILURE(status)) {
    throw Error(ErrorKind::device, {.what = "text cannot be put in lower case",
                                    .where = "ICU",
                                    .expected = "its Unicode data",
                                    .got = u_errorName(status)});
  }
  return prepared;
}

class SentencePieceTokenizer final : public Tokenizer {
 public:
  SentencePieceTokenizer(std::string_view model_bytes, bool lower_case) : lower_case_(lower_case) {
    if (model_bytes.size() > size_limit) {
      refuse("at most 64 MiB", std::to_string(model_bytes.size()) + " bytes");
    }
    if (!has_sound_charsmap(model_bytes)) refuse("a sound model", "damaged or other data");
    ::sentencepiece::SetMinLogLevel(only_fatal_errors);
    try {
      if (processor_.LoadFromSerializedProto(model_bytes).ok()) return;
    } catch (const std::exception&) {
      // The library throws for some faults and reports others.
    }
    refuse("a sound model", "damaged or other data");
  }

  [[nodiscard]] std::vector<Piece> pieces(std::string_view utf8) const override {
    const Prepared prepared = lower_case_ ? lower_cased(utf8) : unchanged(utf8);
    ::sentencepiece::ImmutableSentencePieceText encoded;
    if (!processor_.Encode(prepared.text, encoded.mutable_proto()).ok()) {
      refuse("a model that covers every text", "one that does not");
    }
    std::vector<Piece> pieces;
    pieces.reserve(encoded.pieces_size());
    for (const auto& piece : encoded.pieces()) {
      pieces.push_back(
          {.id = piece.id(), .token = piece.piece(), .begin = prepared.origins.at(piece.begin())});
    }
    return pieces;
  }

  [[nodiscard]] std::string spelling(std::int64_t id) const override {
    if (id < 0 || id >= processor_.GetPieceSize()) return {};
    return processor_.IdToPiece(static_cast<int>(id));
  }

 private:
  bool lower_case_;
  ::sentencepiece::SentencePieceProcessor processor_;
};

}  // namespace

std::unique_ptr<Tokenizer> sentencepiece(std::string_view model_bytes, bool lower_case) {
  return std::make_unique<SentencePieceTokenizer>(model_bytes, lower_case);
}

}  // namespace maulstick::text
