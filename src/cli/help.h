#pragma once
// How --help looks: groups of options, descriptions wrapped to a terminal of 100 columns.

#include <CLI/CLI.hpp>
#include <memory>

namespace maulstick::cli {

std::shared_ptr<CLI::FormatterBase> help_formatter();

}  // namespace maulstick::cli
