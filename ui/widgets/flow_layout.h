#pragma once
// Lays out items in rows, like words of a text: as many as fit, then the next row.

#include <QLayout>
#include <QList>

namespace maulstick::ui {

class FlowLayout : public QLayout {
  Q_OBJECT

 public:
  explicit FlowLayout(QWidget* parent = nullptr, int gap = 8);
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override;
  [[nodiscard]] int count() const override;
  [[nodiscard]] QLayoutItem* itemAt(int index) const override;
  QLayoutItem* takeAt(int index) override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] QSize minimumSize() const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
  void setGeometry(const QRect& place) override;

 private:
  int arrange(const QRect& place, bool apply) const;  // the height that it takes

  QList<QLayoutItem*> items_;
  int gap_;
};

}  // namespace maulstick::ui
