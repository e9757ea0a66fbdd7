#include "ui/screenshots/clumsy_painter.h"

#include "base/error.h"
#include "ui/painting/engine_painter.h"

namespace maulstick::testing {
namespace {

class ClumsyPainter : public ui::EnginePainter {
 public:
  Painting paint(const ui::Job& job, ui::PainterEvents& events,
                 const std::stop_token& stop) override {
    if (job.request.seed == unluckySeed) {
      throw Error(ErrorKind::device, {.what = "there is not enough memory",
                                      .where = "the UNet",
                                      .expected = "3.1 GB more",
                                      .got = "none"});
    }
    return EnginePainter::paint(job, events, stop);
  }
};

}  // namespace

ui::PainterFactory clumsyPainterFactory() {
  return [] { return std::make_unique<ClumsyPainter>(); };
}

}  // namespace maulstick::testing
