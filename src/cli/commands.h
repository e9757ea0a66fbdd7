#pragma once
// The commands. Each adds itself to the program, with its options and what it does when chosen;
// what it throws reaches main.

#include <CLI/CLI.hpp>

namespace maulstick::cli {

void add_generate(CLI::App& program);
void add_losses(CLI::App& program);
void add_tokenize(CLI::App& program);
void add_inspect(CLI::App& program);
void add_batch(CLI::App& program);
void add_expand(CLI::App& program);
void add_merge(CLI::App& program);
void add_verify(CLI::App& program);

}  // namespace maulstick::cli
