#pragma once
// One picture of a batch, as a line of JSON asks for it. docs/jobs.schema.json says the same to
// other programs.

#include <span>
#include <string>

#include "batch/lines.h"
#include "engine/request.h"
#include "styles/style.h"

namespace maulstick::batch {

struct Job {
  std::string id;     // safe as a file's name
  std::string style;  // the name of a known one, or words; "" for none
  Request request;    // with the style's words and guidance; its seed may be -1
  int line = 0;       // from 1
};

// An object whose keys are generate's long options without dashes, and "id" and "style". Whatever
// is not said is as generate has it; what the job says of guidance counts before what its style
// says. Throws Error{bad_input}, naming the line and the key: a key that is not known or there
// twice, a value of another type or out of range, text that is not UTF-8 or too long.
Job read_job(const Line& line, std::span<const styles::Style> styles);

// How a line is called that is no job: by the id it gives, if that much can be read, else by its
// number, "line-7".
std::string id_of_bad_line(const Line& line);

}  // namespace maulstick::batch
