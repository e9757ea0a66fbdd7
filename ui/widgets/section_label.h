#pragma once
// The heading of a group of controls: small, spaced capitals that step back.

#include <QLabel>

namespace maulstick::ui {

class SectionLabel : public QLabel {
  Q_OBJECT

 public:
  explicit SectionLabel(const QString& text, QWidget* parent = nullptr);
};

}  // namespace maulstick::ui
