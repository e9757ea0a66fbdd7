#include "ui/window/restore_plan.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/sha256.h"
#include "ui/panels/style_words.h"
#include "ui/widgets/pixels_text.h"
#include "ui/window/fitting_size.h"

namespace maulstick::ui {
namespace {

namespace fs = std::filesystem;

QString tr(const char* text) {
  return QCoreApplication::translate("maulstick::ui::RestorePlan", text);
}

// A picture names its embeddings by file name and hash; those at hand are known by their hash.
std::optional<fs::path> fileOf(const EmbeddingRecord& record, const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    try {
      if (sha256_of_file(file, ErrorKind::bad_input) == record.sha256) return file;
    } catch (const Error&) {
      // A file that is gone is none of those that are at hand.
    }
  }
  return std::nullopt;
}

// A1111 names them by their words alone: those at hand stay.
void findEmbeddings(Restored& found, const Request& now, QStringList& left) {
  if (found.origin == Restored::Origin::a1111) found.request.embeddings = now.embeddings;
  for (const EmbeddingRecord& record : found.embeddings) {
    if (const auto file = fileOf(record, now.embeddings)) {
      found.request.embeddings.push_back(*file);
    } else {
      left << tr("The words of %1: drop that file here to add them")
                  .arg(QString::fromStdString(record.file));
    }
  }
}

bool isOwnSize(const Request& request, const SizeRules& rules) {
  return request.width == rules.width && request.height == rules.height;
}

// A1111 gives ten digits of a hash, we give all of them.
bool isModel(const Restored& found, const ModelFacts& model) {
  if (!found.model_hash.empty()) return model.hash.starts_with(found.model_hash);
  return found.model.empty() || QString::fromStdString(found.model) == model.name;
}

QString modelOf(const Restored& found) {
  return QString::fromStdString(found.model.empty() ? found.model_hash : found.model);
}

}  // namespace

RestorePlan planRestore(Restored found, const PanelSettings& now,
                        const std::optional<ModelFacts>& model) {
  RestorePlan plan;
  if (model) {
    fit_size(found, model->sizes);
    if (isOwnSize(found.request, model->sizes)) found.request.width = found.request.height = 0;
    if (!suits(found.request, model->sizes)) {
      plan.left << tr("%1 was made for %2 pixels: other sizes take longer and may look odd")
                       .arg(model->name, pixelsText(model->sizes.width, model->sizes.height));
    }
    if (!isModel(found, *model)) {
      const QString painter = modelOf(found);
      plan.left << (painter == model->name
                        ? tr("Painted with another version of %1").arg(painter)
                        : tr("Painted with %1; now %2 will paint").arg(painter, model->name));
    }
  }
  for (const std::string& line : found.adjusted) plan.left << QString::fromStdString(line);
  for (const std::string& line : found.not_restored) plan.left << QString::fromStdString(line);
  findEmbeddings(found, now.request, plan.left);
  plan.next.styles = now.styles;
  plan.next.request = withoutStyles(std::move(found.request), plan.next.styles);
  plan.changes = settingsChanges(now, plan.next);
  return plan;
}

}  // namespace maulstick::ui
