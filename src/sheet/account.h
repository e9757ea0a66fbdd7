#pragma once
// What has become of a batch: which pictures are there, and which are not.

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/records.h"
#include "styles/style.h"

namespace maulstick::sheet {

// The names under which the sheet lies beside the pictures.
inline constexpr const char* page_name = "contact-sheet.html";
inline constexpr const char* grid_name = "contact-sheet.png";

struct Failure {
  std::string id;
  int line;  // of the jobs; 0: not told
  std::string error;
};

struct Account {
  std::vector<Record> pictures;  // done, and the picture's file is there
  std::size_t damaged = 0;  // of these, what turned out not to be a picture; counted below, too
  std::vector<Failure> failed;
  std::vector<std::string> missing;  // ids of jobs that have no result, or no picture for it
  std::vector<std::string> extra;    // pictures that belong to no job, by their file names

  [[nodiscard]] std::size_t done() const { return pictures.size() - damaged; }
};

std::filesystem::path picture_path(const std::filesystem::path& folder, const std::string& id);

// By the results alone: every id in them is a job.
Account account_of(const std::filesystem::path& folder, const Records& records);

// By the jobs, a text of one JSON object a line, in their order; `styles` are those that the batch
// knew. Results of other ids do not count.
Account account_of(const std::filesystem::path& folder, const Records& records,
                   std::string_view jobs, std::span<const styles::Style> styles);

}  // namespace maulstick::sheet
