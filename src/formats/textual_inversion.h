#pragma once
// Custom embeddings (textual inversion, Gal et al. 2022, arXiv:2208.01618) in the layouts found in
// the wild:
//   .bin          torch.save of {token: tensor}              (Hugging Face's learned_embeds.bin)
//   .pt           torch.save of {"string_to_param": {"*": tensor}, "name": token}   (A1111)
//   .safetensors  token as key, or "emb_params" (the token is then the file's name)

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/safetensors.h"

namespace maulstick::formats {

struct CustomEmbedding {
  std::string token;  // what stands in a prompt for it: "<birb-style>"
  ElementType type;
  std::int64_t vectors;  // that many tokens of the 77
  std::int64_t width;
  std::string bytes;  // vectors · width values, row by row
};

// All embeddings of a file. Throws Error{bad_input}: unreadable, over 16 MiB, another layout, an
// embedding for SDXL, or anything but plain tensors in a pickle.
std::vector<CustomEmbedding> read_textual_inversion(const std::filesystem::path& path);

}  // namespace maulstick::formats
