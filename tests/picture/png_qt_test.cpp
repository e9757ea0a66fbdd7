// Qt as a reader of our pictures: another implementation than the one that wrote them.

#include <gtest/gtest.h>

#include <QtCore/QBuffer>
#include <QtGui/QImage>
#include <QtGui/QImageReader>

#include "picture/png.h"

namespace maulstick::picture {
namespace {

TEST(PngQt, reads_pixels_and_texts) {
  Image image = {.width = 23, .height = 11, .rgb = {}};
  for (int i = 0; i < 23 * 11 * 3; ++i) image.rgb.push_back(static_cast<std::uint8_t>(i * 11));
  // Qt's reader folds line breaks in texts, so these have none.
  const std::string png =
      encode_png(image, {{"parameters", "Grüße, Steps: 50"}, {"maulstick", "漢字"}});

  QByteArray bytes(png.data(), static_cast<qsizetype>(png.size()));
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::ReadOnly);
  QImageReader reader(&buffer, "png");
  EXPECT_EQ(reader.text("parameters"), QString::fromUtf8("Grüße, Steps: 50"));
  EXPECT_EQ(reader.text("maulstick"), QString::fromUtf8("漢字"));
  const QImage read = reader.read().convertToFormat(QImage::Format_RGB888);
  ASSERT_EQ(read.width(), image.width);
  ASSERT_EQ(read.height(), image.height);
  for (int y = 0; y < image.height; ++y) {
    const auto* row = image.rgb.data() + static_cast<std::ptrdiff_t>(y) * image.width * 3;
    EXPECT_TRUE(std::equal(row, row + image.width * 3, read.constScanLine(y))) << y;
  }
}

}  // namespace
}  // namespace maulstick::picture
