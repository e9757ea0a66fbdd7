#include "verify/verdict.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "engine/version.h"

namespace maulstick::verify {
namespace {

constexpr std::size_t shown_hash = 10;

bool is_cpu(const Fingerprint& fingerprint) {
  return fingerprint.device == "cpu";
}

// What was said then and is another thing now.
class Causes {
 public:
  void compare(Cause::What what, const std::string& then, const std::string& now) {
    if (then.empty()) {
      complete_ = false;
    } else if (then != now) {
      list_.push_back({what, then, now});
    }
  }
  void add(Cause::What what, std::string then = {}) {
    list_.push_back({what, std::move(then), {}});
  }
  void missing() { complete_ = false; }  // something that fingerprints never say

  std::vector<Cause> take() {
    if (!complete_) add(Cause::What::unknown);
    if (list_.empty()) add(Cause::What::picture);
    return std::move(list_);
  }

 private:
  std::vector<Cause> list_;
  bool complete_ = true;
};

std::string named(const Fingerprint& fingerprint) {
  if (fingerprint.model_hash.empty()) return "";
  return fingerprint.model + " " + fingerprint.model_hash.substr(0, shown_hash);
}

std::vector<Cause> causes_of(const Claim& claim, const Fingerprint& now) {
  const Fingerprint& then = claim.painted_with;
  Causes causes;
  causes.compare(Cause::What::model, named(then), named(now));
  for (const std::string& one : claim.lost) causes.add(Cause::What::settings, one);
  causes.compare(Cause::What::precision, then.precision, now.precision);
  causes.compare(Cause::What::device, then.device, now.device);
  if (is_cpu(then) && is_cpu(now)) {
    causes.compare(Cause::What::isa, then.isa, now.isa);
  } else if (then.device == now.device) {
    causes.missing();  // "cuda:0" is any card
  }
  causes.compare(Cause::What::torch, then.torch, now.torch);
  causes.compare(Cause::What::version, claim.version, version);
  causes.compare(Cause::What::together, std::to_string(then.together),
                 std::to_string(now.together));
  return causes.take();
}

}  // namespace

Difference difference_of(const Image& one, const Image& other) {
  Difference difference;
  std::size_t differing = 0;
  for (std::size_t i = 0; i + 2 < one.rgb.size(); i += 3) {
    int largest = 0;
    for (std::size_t c = i; c < i + 3; ++c) {
      largest = std::max(largest, std::abs(int{one.rgb[c]} - int{other.rgb.at(c)}));
    }
    if (largest > 0) ++differing;
    difference.largest = std::max(difference.largest, largest);
  }
  const std::size_t pixels = one.rgb.size() / 3;
  if (pixels > 0) {
    difference.share = static_cast<double>(differing) / static_cast<double>(pixels);
  }
  return difference;
}

Verdict judge(const Claim& claim, const Painting& again) {
  Verdict verdict = {.difference = difference_of(claim.image, again.image), .causes = {}};
  if (!verdict.identical()) verdict.causes = causes_of(claim, again.fingerprint);
  return verdict;
}

const char* name_of(Cause::What what) {
  switch (what) {
    case Cause::What::model: return "model";
    case Cause::What::settings: return "settings";
    case Cause::What::precision: return "precision";
    case Cause::What::device: return "device";
    case Cause::What::isa: return "isa";
    case Cause::What::torch: return "torch";
    case Cause::What::version: return "version";
    case Cause::What::together: return "together";
    case Cause::What::unknown: return "unknown";
    case Cause::What::picture: break;
  }
  return "picture";
}

std::string words_of(const Cause& cause) {
  const auto change = [&cause](const std::string& what) {
    return what + " was " + cause.then + " and is " + cause.now;
  };
  switch (cause.what) {
    case Cause::What::model: return change("the model");
    case Cause::What::settings: return "a setting could not be taken over: " + cause.then;
    case Cause::What::precision: return change("the precision");
    case Cause::What::device: return change("the device");
    case Cause::What::isa: return change("what the processor computes with");
    case Cause::What::torch: return change("the version of torch");
    case Cause::What::version: return change("the version of Maulstick");
    case Cause::What::together:
      return "it was painted together with others, " + cause.then + " in one call";
    case Cause::What::unknown: return "the picture does not say all that it was painted with";
    case Cause::What::picture: break;
  }
  return "nothing that is recorded is different: it was altered since it was painted, or painted "
         "on another machine";
}

}  // namespace maulstick::verify
