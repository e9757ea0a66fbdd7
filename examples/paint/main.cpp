// Paints a picture with the engine of Maulstick: paint PROMPT FILE.png [STEPS]

#include <cstdio>
#include <cstdlib>

#include <maulstick/base/file.h>
#include <maulstick/engine/engine.h>
#include <maulstick/engine/places.h>
#include <maulstick/engine/settings.h>

int main(int argc, char** argv) try {
  if (argc < 3) return std::fputs("usage: paint PROMPT FILE.png [STEPS]\n", stderr), 2;
  maulstick::Engine engine({.model = maulstick::easel_folder()});
  maulstick::Request request;
  request.prompt = argv[1];
  if (argc > 3) request.steps = std::atoi(argv[3]);
  maulstick::Observer nobody;  // derive from it to see each step
  const maulstick::Painting painting = engine.paint(request, nobody);
  const auto texts = maulstick::text_chunks(painting);  // the settings, into the picture
  maulstick::write_file_atomically(argv[2], maulstick::picture::encode_png(painting.image, texts));
} catch (const maulstick::Error& error) {
  std::fprintf(stderr, "error: %s\n", error.what());
  return static_cast<int>(error.kind());
}
