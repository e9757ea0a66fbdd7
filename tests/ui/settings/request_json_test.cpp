// Requests and models in the app's own files: what is written comes back, what is wrong is passed over.

#include "ui/settings/request_json.h"

#include <QTest>
#include <limits>
#include <nlohmann/json.hpp>

#include "ui/settings/model_json.h"
#include "ui/support/registry.h"

namespace maulstick::ui {
namespace {

using nlohmann::json;

Request unusual() {
  Request request;
  request.prompt = "Grüße, \"quoted\"\nand 山";
  request.negative = "rain";
  request.seed = std::numeric_limits<std::int64_t>::max();
  request.steps = 33;
  request.cfg = 7.3;
  request.guidance.scales = {0, 12.5, 500};
  request.guidance.every = 2;
  request.guidance.start = 0.35;
  request.guidance.mode = guidance::Mode::relative;
  request.guidance.strength = 11;
  request.guidance.gradient_norm = guidance::GradientNorm::cap;
  request.width = 128;
  request.height = 192;
  request.embeddings = {"/tmp/one.bin", "/tmp/two words.pt"};
  request.weights = true;
  request.moves = {{.step = 3, .control = "clip", .value = 80}};
  return request;
}

class RequestJsonTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void comesBackAsItWas();
  void keepsTheRestWhereAValueIsWrong();
  void takesAllMovesOrNone();
  void overwritesMovesWithNone();
  void modelsComeBack();
};

void RequestJsonTest::comesBackAsItWas() {
  for (const Request& request : {Request(), unusual()}) {
    QVERIFY(requestFromJson(json::parse(requestToJson(request).dump()), Request()) == request);
  }
}

void RequestJsonTest::keepsTheRestWhereAValueIsWrong() {
  const std::pair<const char*, json> wrongs[] = {{"prompt", 5},
                                                 {"prompt", std::string(70000, 'a')},
                                                 {"prompt", std::string("a\0b", 3)},
                                                 {"seed", -2},
                                                 {"seed", 18446744073709551615U},
                                                 {"seed", 1.5},
                                                 {"steps", 9},
                                                 {"steps", 20.5},
                                                 {"steps", "20"},
                                                 {"cfg", 21},
                                                 {"cfg", nullptr},
                                                 {"clip", -1},
                                                 {"mode", "sideways"},
                                                 {"cap", 1},
                                                 {"width", -8},
                                                 {"height", 4096},
                                                 {"embeddings", "one.bin"},
                                                 {"weights", "yes"},
                                                 {"moves", 3},
                                                 {"every", 1e300},
                                                 {"strength", json::object()}};
  for (const auto& [name, wrong] : wrongs) {
    json object = requestToJson(unusual());
    object[name] = wrong;
    const Request base = unusual();
    QVERIFY2(requestFromJson(object, base) == base, name);
  }
  for (const json& other : {json(), json(3), json::array({1}), json("text")}) {
    QVERIFY(requestFromJson(other, unusual()) == unusual());
  }
}

void RequestJsonTest::takesAllMovesOrNone() {
  json object = requestToJson(unusual());
  object["moves"].push_back({{"step", 5}, {"control", "steps"}, {"value", 20}});
  QVERIFY(requestFromJson(object).moves.empty());
  object["moves"] = json::array({{{"step", 5}, {"control", "clip"}, {"value", 20}}, 7});
  QVERIFY(requestFromJson(object, unusual()).moves.empty());
}

void RequestJsonTest::overwritesMovesWithNone() {
  json kept = requestToJson(unusual());
  Request still = unusual();
  still.moves.clear();
  kept.update(requestToJson(still));
  QVERIFY(requestFromJson(kept) == still);
}

void RequestJsonTest::modelsComeBack() {
  const EngineOptions model = {
      .model = "/models/sd", .device = "cuda:1", .precision = Precision::bfloat16, .threads = 0};
  const EngineOptions back = modelFromJson(modelToJson(model));
  QCOMPARE(back.model.string(), model.model.string());
  QCOMPARE(back.device, model.device);
  QVERIFY(back.precision == model.precision);
  const EngineOptions kept =
      modelFromJson(json{{"folder", 1}, {"device", json::array()}, {"precision", "float8"}}, model);
  QCOMPARE(kept.device, model.device);
  QVERIFY(kept.precision == model.precision);
  QCOMPARE(modelFromJson(json(4), model).model.string(), model.model.string());
}

const testing::Registered<RequestJsonTest> registered;

}  // namespace
}  // namespace maulstick::ui

#include "request_json_test.moc"
