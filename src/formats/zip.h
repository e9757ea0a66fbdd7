#pragma once
// Zip archives as torch.save writes them: entries stored, not compressed. Format: PKWARE's APPNOTE,
// sections 4.3.12 (central directory) and 4.3.16 (its end record).

#include <map>
#include <string>
#include <string_view>

namespace maulstick::formats {

bool looks_like_zip(std::string_view bytes);

// Views of the entries by name, into `bytes`. Throws Error{bad_input}, naming `where`, for archives
// that are cut or inconsistent, use compression or zip64, or have more than 1024 entries.
std::map<std::string, std::string_view> read_stored_zip(std::string_view bytes,
                                                        const std::string& where);

}  // namespace maulstick::formats
