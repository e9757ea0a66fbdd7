#pragma once
// Attention, softmax(s Q Kᵀ) V, without its matrix of scores ever being whole (T. Dao et al.,
// FlashAttention, 2022, arXiv:2205.14135). In float32 on the CPU.

#include <ATen/core/Tensor.h>

namespace maulstick::operators {

// Each [B, heads, N, d], the last dimension without gaps, others with any strides; keys and values of as
// many positions, d may differ between values and the rest. None is empty.
struct AttentionInput {
  at::Tensor queries;
  at::Tensor keys;
  at::Tensor values;
  double scale;  // s, 1/√d in most networks; > 0
};

struct Attention {
  at::Tensor result;    // [B, heads, N, d], in memory as [B, N, heads, d], ready to be joined
  at::Tensor log_sums;  // [B, heads, N]: log Σ e^(s q k), which the gradient needs
};

Attention attend(const AttentionInput& input);

// dL/dQ, dL/dK and dL/dV, like the inputs in shape.
struct AttentionSlopes {
  at::Tensor queries;
  at::Tensor keys;
  at::Tensor values;
};

// `attention` is what attend() made of `input`; `slope`, dL/d(result), is dense in its last dimension.
AttentionSlopes attend_gradient(const AttentionInput& input, const Attention& attention,
                                const at::Tensor& slope);

}  // namespace maulstick::operators
