#include "operators/kernels.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "operators/winograd_points.h"

namespace maulstick::operators {
namespace {

std::vector<float> random_floats(std::size_t count, float size = 1) {
  static std::mt19937 random(3);
  std::uniform_real_distribution<float> draw(-size, size);
  std::vector<float> floats(count);
  for (float& value : floats) value = draw(random);
  return floats;
}

void expect_near(const std::vector<float>& got, const std::vector<float>& wanted, double tolerance,
                 const char* what) {
  ASSERT_EQ(got.size(), wanted.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    ASSERT_NEAR(got[i], wanted[i], tolerance * (1 + std::abs(wanted[i])))
        << what << ", float " << i;
  }
}

TEST(Kernels, are_those_that_the_environment_names) {
  const char* wanted = std::getenv("MAULSTICK_KERNELS");
  const KernelList all = all_kernels();
  const bool known = wanted != nullptr &&
                     std::any_of(all.list, all.list + all.count, [wanted](const Kernels* kernels) {
                       return std::string(kernels->name) == wanted;
                     });
  EXPECT_STREQ(kernels().name, known ? wanted : all.list[0]->name);
}

// Every instruction set that this machine has.
class Kernel : public ::testing::TestWithParam<int> {
 protected:
  const Kernels& own = *all_kernels().list[GetParam()];
};

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

TEST_P(Kernel, normalises) {
  const std::size_t pixels = 5;
  const std::size_t channels = 37;
  const std::vector<float> x = random_floats(pixels * channels, 3);
  const std::vector<float> scale = random_floats(channels, 2);
  const std::vector<float> shift = random_floats(channels);
  for (const bool silu : {true, false}) {
    std::vector<float> y(x.size());
    std::vector<float> wanted(x.size());
    own.normalise(x.data(), pixels, channels,
                  {.scale = scale.data(), .shift = shift.data(), .silu = silu}, y.data());
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double h = static_cast<double>(x[i]) * scale[i % channels] + shift[i % channels];
      wanted[i] = static_cast<float>(silu ? h * sigmoid(h) : h);
    }
    expect_near(y, wanted, 1e-6, own.name);
  }
}

TEST_P(Kernel, computes_silu_over_all_floats) {
  const std::vector<float> one = {1};
  const std::vector<float> zero = {0};
  for (double x = -100; x < 100; x += 0.37) {
    const auto value = static_cast<float>(x);
    float y = 0;
    own.normalise(&value, 1, 1, {.scale = one.data(), .shift = zero.data(), .silu = true}, &y);
    const double wanted = static_cast<double>(value) * sigmoid(static_cast<double>(value));
    EXPECT_NEAR(y, wanted, 4e-7 * std::abs(wanted) + 1e-30) << own.name << " at " << x;
  }
  for (const float value : {-1e30F, 1e30F}) {
    float y = 0;
    own.normalise(&value, 1, 1, {.scale = one.data(), .shift = zero.data(), .silu = true}, &y);
    EXPECT_NEAR(y, value > 0 ? value : 0, 1e-7 * 1e30) << own.name;
  }
}

TEST_P(Kernel, sums_and_combines_slopes) {
  const std::size_t pixels = 70;
  const std::size_t channels = 21;
  const std::vector<float> x = random_floats(pixels * channels, 2);
  const std::vector<float> given = random_floats(x.size());
  const std::vector<float> scale = random_floats(channels);
  const std::vector<float> shift = random_floats(channels);
  std::vector<double> first(channels);
  std::vector<double> second(channels);
  const ChannelSums sums = {.first = first.data(), .second = second.data()};

  std::vector<float> slopes = given;
  own.sum_slopes(slopes.data(), x.data(), pixels, channels,
                 {.scale = scale.data(), .shift = shift.data(), .silu = true}, sums);
  std::vector<float> wanted(x.size());
  std::vector<double> wanted_sum(channels);
  std::vector<double> wanted_product(channels);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double h = static_cast<double>(x[i]) * scale[i % channels] + shift[i % channels];
    const double s = sigmoid(h);
    const double slope = given[i] * s * (1 + h * (1 - s));
    wanted[i] = static_cast<float>(slope);
    wanted_sum[i % channels] += slope;
    wanted_product[i % channels] += slope * x[i];
  }
  expect_near(slopes, wanted, 1e-6, own.name);
  for (std::size_t c = 0; c < channels; ++c) {
    EXPECT_NEAR(first[c], wanted_sum[c], 1e-4) << own.name;
    EXPECT_NEAR(second[c], wanted_product[c], 1e-4) << own.name;
  }

  const std::vector<float> constant = random_floats(channels);
  std::vector<float> combined = given;
  own.combine_slopes(combined.data(), x.data(), pixels, channels, scale.data(), shift.data(),
                     constant.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t c = i % channels;
    wanted[i] = scale[c] * given[i] + shift[c] * x[i] + constant[c];
  }
  expect_near(combined, wanted, 1e-6, own.name);
}

// All remainders of rows and columns, and sums that are cut in two.
TEST_P(Kernel, multiplies_matrices) {
  for (const std::int64_t rows : {1, 2, 3, 4, 7, 8, 9, 13, 21}) {
    for (const std::int64_t columns : {16, 32, 48, 80}) {
      for (const std::int64_t inner : {1, 5, 40, 1281}) {
        const auto size = [](std::int64_t count) { return static_cast<std::size_t>(count); };
        const std::int64_t gap = 3;
        const std::vector<float> a = random_floats(size(rows * (inner + gap)));
        const std::vector<float> b = random_floats(size(inner * columns));
        const std::vector<float> start = random_floats(size(columns));
        std::vector<float> c(size(rows * columns));
        std::vector<float> wanted(c.size());
        own.multiply({.rows = rows,
                      .inner = inner,
                      .columns = columns,
                      .a = a.data(),
                      .a_stride = inner + gap,
                      .b = b.data(),
                      .b_rows = inner,
                      .c = c.data(),
                      .c_stride = columns,
                      .start = start.data()});
        for (std::int64_t row = 0; row < rows; ++row) {
          for (std::int64_t column = 0; column < columns; ++column) {
            const std::int64_t panel = column / panel_columns * panel_columns;
            const std::int64_t width = std::min(panel_columns, columns - panel);
            double sum = static_cast<double>(start[size(column)]);
            for (std::int64_t k = 0; k < inner; ++k) {
              sum += static_cast<double>(a[size(row * (inner + gap) + k)]) *
                     static_cast<double>(b[size(panel * inner + k * width + column - panel)]);
            }
            wanted[size(row * columns + column)] = static_cast<float>(sum);
          }
        }
        expect_near(c, wanted, inner > 1000 ? 6e-5 : 3e-6, own.name);
      }
    }
  }
}

// Two blocks of keys of one query, the second with the larger score.
TEST_P(Kernel, softens_scores_block_by_block) {
  const std::size_t keys = 37;
  std::vector<float> first = random_floats(keys, 4);
  std::vector<float> second = random_floats(keys, 4);
  second[5] = 9;
  std::vector<double> exact;
  for (const auto* block : {&first, &second}) {
    for (const float score : *block) exact.push_back(std::exp(0.5 * static_cast<double>(score)));
  }
  float most = -INFINITY;
  float sum = 0;
  std::vector<float> values(channel_block, 0);
  for (auto* block : {&first, &second}) {
    own.soften({.scores = block->data(),
                .rows = 1,
                .keys = static_cast<std::int64_t>(keys),
                .stride = static_cast<std::int64_t>(keys),
                .scale = 0.5,
                .most = &most,
                .sums = &sum,
                .values = values.data(),
                .columns = channel_block});
    for (const float weight : *block) values[0] += weight;  // of values that are all one
  }
  double total = 0;
  for (const double weight : exact) total += weight;
  EXPECT_EQ(most, 4.5F) << own.name;
  EXPECT_NEAR(sum * std::exp(4.5), total, 1e-5 * total) << own.name;
  EXPECT_NEAR(values[0], sum, 1e-5F * sum) << own.name;
  EXPECT_NEAR(second[7] * std::exp(4.5), exact[keys + 7], 1e-5 * exact[keys + 7]) << own.name;
}

// By rows and by columns, with some columns over.
TEST_P(Kernel, softens_slopes) {
  const std::int64_t rows = 3;
  const std::int64_t columns = 21;
  const std::int64_t stride = 24;
  const std::vector<float> scores = random_floats(rows * stride, 4);
  const std::vector<float> slopes = random_floats(rows * stride);
  const std::vector<float> log_sums = random_floats(columns, 3);
  const std::vector<float> products = random_floats(columns);
  for (const bool by_row : {true, false}) {
    std::vector<float> p = scores;
    std::vector<float> ds = slopes;
    own.soften_slopes({.scores = p.data(),
                       .slopes = ds.data(),
                       .rows = rows,
                       .columns = columns,
                       .stride = stride,
                       .scale = 0.7F,
                       .log_sums = log_sums.data(),
                       .products = products.data(),
                       .by_row = by_row});
    std::vector<float> wanted_p = scores;
    std::vector<float> wanted_ds = slopes;
    for (std::int64_t row = 0; row < rows; ++row) {
      for (std::int64_t column = 0; column < columns; ++column) {
        const auto i = static_cast<std::size_t>(row * stride + column);
        const auto j = static_cast<std::size_t>(by_row ? row : column);
        const double exact = std::exp(0.7 * static_cast<double>(scores[i]) - log_sums[j]);
        wanted_p[i] = static_cast<float>(exact);
        wanted_ds[i] = static_cast<float>(0.7 * exact * (slopes[i] - products[j]));
      }
    }
    expect_near(p, wanted_p, 2e-6, own.name);
    expect_near(ds, wanted_ds, 2e-6, own.name);
  }
}

TEST_P(Kernel, transforms_filters) {
  const std::int64_t channels = 3;
  const std::int64_t size = channels * channel_block;
  const std::int64_t apart = size + 5;  // more than there is
  const std::vector<float> taps = random_floats(static_cast<std::size_t>(9 * apart));
  std::vector<float> transformed(static_cast<std::size_t>(36 * apart));
  std::vector<float> wanted(transformed.size());
  own.transform_filters({.taps = taps.data(),
                         .tap_stride = apart,
                         .channels = channels,
                         .width = channel_block,
                         .transformed = transformed.data(),
                         .position_stride = apart});
  const FilterTransform g = filter_transform();
  for (std::int64_t position = 0; position < 36; ++position) {
    for (std::int64_t i = 0; i < size; ++i) {
      double sum = 0;
      for (std::int64_t tap = 0; tap < 9; ++tap) {
        sum += g.rows[position / 6][tap / 3] * g.rows[position % 6][tap % 3] *
               static_cast<double>(taps[static_cast<std::size_t>(tap * apart + i)]);
      }
      wanted[static_cast<std::size_t>(position * apart + i)] = static_cast<float>(sum);
    }
  }
  expect_near(transformed, wanted, 1e-6, own.name);
}

// One tile of one channel, with the matrices as they are written.
TEST_P(Kernel, transforms_tiles_there_and_back) {
  const std::size_t block = channel_block;
  for (const Direction direction : {Direction::forward, Direction::gradient}) {
    const TileTransforms matrices =
        direction == Direction::forward ? forward_transforms() : gradient_transforms();
    const std::vector<float> strip = random_floats(36 * block);
    std::vector<float> transformed(36 * block);
    own.transform_input({.strip = strip.data(),
                         .row_stride = 6 * static_cast<std::int64_t>(block),
                         .pixel_stride = channel_block,
                         .tiles = 1,
                         .channels = channel_block,
                         .transformed = transformed.data(),
                         .tile_stride = channel_block,
                         .position_stride = channel_block},
                        direction);
    std::vector<float> wanted(transformed.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const std::size_t row = i / block / 6;
      const std::size_t column = i / block % 6;
      double sum = 0;
      for (std::size_t r = 0; r < 6; ++r) {
        for (std::size_t c = 0; c < 6; ++c) {
          sum += matrices.input[row][r] * matrices.input[column][c] *
                 static_cast<double>(strip[(r * 6 + c) * block + i % block]);
        }
      }
      wanted[i] = static_cast<float>(sum);
    }
    expect_near(transformed, wanted, 1e-5, own.name);

    const std::int64_t channels = 13;  // cut, as are a row and two columns
    const std::vector<float> bias = random_floats(block);
    const std::vector<float> added = random_floats(3 * 2 * 13);
    std::vector<float> pixels(3 * 2 * 13);
    own.transform_output({.transformed = strip.data(),
                          .tile_stride = channel_block,
                          .position_stride = channel_block,
                          .tiles = 1,
                          .pixels = pixels.data(),
                          .row_stride = 2 * channels,
                          .rows = 3,
                          .columns = 2,
                          .channels = channels,
                          .pixel_stride = channels,
                          .bias = bias.data(),
                          .added = added.data()},
                         direction);
    std::vector<float> picture(pixels.size());
    for (std::size_t i = 0; i < picture.size(); ++i) {
      const std::size_t row = i / 13 / 2;
      const std::size_t column = i / 13 % 2;
      double sum = static_cast<double>(bias[i % 13]) + static_cast<double>(added[i]);
      for (std::size_t r = 0; r < 6; ++r) {
        for (std::size_t c = 0; c < 6; ++c) {
          sum += matrices.output[row][r] * matrices.output[column][c] *
                 static_cast<double>(strip[(r * 6 + c) * block + i % 13]);
        }
      }
      picture[i] = static_cast<float>(sum);
    }
    expect_near(pixels, picture, 1e-5, own.name);
  }
}

INSTANTIATE_TEST_SUITE_P(InstructionSets, Kernel, ::testing::Range(0, all_kernels().count));

}  // namespace
}  // namespace maulstick::operators
