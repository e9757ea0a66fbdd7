#pragma once
// Several QTest classes in one program, each in a file of its own: linking the engine once is enough.

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace maulstick::testing {

using TestMaker = std::function<std::unique_ptr<QObject>()>;

inline std::vector<TestMaker>& registry() {
  static std::vector<TestMaker> makers;
  return makers;
}

// At the end of a test's file: static const Registered<SomeTest> registered;
template <typename Test>
struct Registered {
  Registered() {
    registry().push_back([] { return std::make_unique<Test>(); });
  }
};

}  // namespace maulstick::testing
