// SentencePiece and LibTorch in one program. They define symbols of the same name; where the
// dynamic linker merges these, the first call of a TorchScript module hangs: see
// cmake/SentencePiece.cmake. So SentencePiece is used before, between and after such calls.

#include <gtest/gtest.h>
#include <sentencepiece_processor.h>
#include <torch/script.h>

#include <cstring>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace maulstick {
namespace {

// --- A SentencePiece model, written in protobuf's wire format (sentencepiece_model.proto) ---

enum class PieceType { normal = 1, unknown = 2, control = 3 };

// A length-delimited field. All lengths here fit one byte.
std::string field(int number, std::string_view bytes) {
  std::string out{static_cast<char>(number << 3 | 2), static_cast<char>(bytes.size())};
  return out.append(bytes);
}

// A field with a small number.
std::string field(int number, int value) {
  return {static_cast<char>(number << 3), static_cast<char>(value)};
}

// A field with a float, little-endian.
std::string field(int number, float value) {
  std::string out(5, static_cast<char>(number << 3 | 5));
  std::memcpy(out.data() + 1, &value, sizeof value);
  return out;
}

std::string piece(std::string_view text, float score, PieceType type = PieceType::normal) {
  return field(1, field(1, text) + field(2, score) + field(3, static_cast<int>(type)));
}

// Ids: 0 <unk>, 1 <s>, 2 </s>, 3 "▁", 4 "a", 5 "b", 6 "▁ab", the likeliest.
std::string tiny_model() {
  const std::string pieces = piece("<unk>", 0.F, PieceType::unknown) +
                             piece("<s>", 0.F, PieceType::control) +
                             piece("</s>", 0.F, PieceType::control) + piece("▁", -1.F) +
                             piece("a", -1.F) + piece("b", -1.F) + piece("▁ab", -0.5F);
  const int unigram = 1;
  return pieces + field(2, field(3, unigram)) + field(3, field(1, "identity"));
}

std::vector<int> encode(std::string_view text) {
  sentencepiece::SentencePieceProcessor processor;
  EXPECT_TRUE(processor.LoadFromSerializedProto(tiny_model()).ok());
  std::vector<int> ids;
  EXPECT_TRUE(processor.Encode(text, &ids).ok());
  return ids;
}

// --- A TorchScript module that has been saved and loaded: x -> 3x + 1 ---

torch::jit::Module saved_and_loaded_module() {
  torch::jit::Module module("Affine");
  module.register_parameter("factor", torch::full({1}, 3.0), /*is_buffer=*/false);
  module.define("def forward(self, x):\n  return x * self.factor + 1\n");
  std::stringstream archive;
  module.save(archive);
  return torch::jit::load(archive);
}

TEST(Smoke, SentencePieceAndTorchScriptWorkInOneProgram) {
  const std::vector<int> ids{6, 3, 5, 4};
  EXPECT_EQ(encode("ab ba"), ids);

  torch::jit::Module module = saved_and_loaded_module();
  for (int repeat = 0; repeat < 3; ++repeat) {
    const torch::Tensor y = module.forward({torch::arange(4.0)}).toTensor();
    EXPECT_TRUE(torch::equal(y, torch::tensor({1.F, 4.F, 7.F, 10.F})));
    EXPECT_EQ(encode("ab ba"), ids);
  }
}

}  // namespace
}  // namespace maulstick
