#pragma once
// Paints a picture again from its file, behind whatever is being painted and waits, and says
// whether it is the same. One at a time. UI thread.

#include <QImage>
#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "engine/engine.h"
#include "verify/claim.h"
#include "verify/verdict.h"

namespace maulstick::ui {

class PaintView;

class VerifyDesk : public QObject {
  Q_OBJECT

 public:
  // Bundles that may have painted a picture, besides the one that the view paints with.
  using Models = std::function<std::vector<std::filesystem::path>()>;

  // Tells by the view's message bar and progress strip; it must outlive this.
  VerifyDesk(PaintView& view, Models models, QObject* parent = nullptr);
  ~VerifyDesk() override;

  // verified() follows, or a message that says why not.
  void verify(const QString& path);
  void cancel();  // and says so; nothing to do when idle
  [[nodiscard]] bool isBusy() const { return !path_.isEmpty(); }

 Q_SIGNALS:
  void verified(const QString& path, bool identical);
  // The picture, and what came of it, side by side.
  void compareRequested(const QString& path, const QImage& again);

 private:
  struct Reading;
  struct Again;

  void offerStop();
  void take(const Reading& reading);
  void paint();
  void send();
  void take(const std::optional<Again>& again);
  void tell(const Again& again);
  void tellDifferent(const Again& again);
  void refuse(const Error& error);
  void showStep(int done);
  [[nodiscard]] QString name() const;

  PaintView& view_;
  Models models_;
  QString path_;          // "" when idle
  bool waiting_ = false;  // until nothing is painted any more
  std::shared_ptr<const verify::Claim> claim_;
  Request request_;
  EngineOptions model_;
  std::stop_source cancelled_;  // by a person
};

// A sentence for each cause, in the reader's language.
QString causeWords(const verify::Cause& cause);

}  // namespace maulstick::ui
