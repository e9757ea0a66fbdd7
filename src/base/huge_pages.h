#pragma once

namespace maulstick {

// Has torch ask for pages of 2 MiB for its large tensors, unless the user has chosen. For the first lines
// of main. The pictures inside a decoder take hundreds of megabytes each, and are given back and asked for
// anew at every layer; in pages of 4 KiB, clearing them costs more than a layer's sums.
void use_huge_pages();

}  // namespace maulstick
