#pragma once
// Work of a few milliseconds or of minutes, away from the UI thread. Used by the models' room; to be
// called on the UI thread.

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrent>
#include <optional>
#include <utility>

namespace maulstick::ui {

// A pool of this room's own, so that a short question does not wait behind other rooms' pictures.
QThreadPool& backgroundPool();

// Calls `then(std::optional<Result>)` on the thread of `receiver` when `future` has ended, unless
// `receiver` is gone by then. Nothing: it was dropped, or something was thrown.
template <typename Result, typename Then>
QFutureWatcher<Result>* whenDone(QObject* receiver, const QFuture<Result>& future, Then then) {
  auto* watcher = new QFutureWatcher<Result>(receiver);
  QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, then] {
    watcher->deleteLater();
    const bool has = watcher->future().resultCount() > 0;
    then(has ? std::optional<Result>(watcher->result()) : std::nullopt);
  });
  watcher->setFuture(future);
  return watcher;
}

// Runs `work()` in the pool, and then `then(result)`. `work` must not throw.
template <typename Work, typename Then>
void inBackground(QObject* receiver, Work work, Then then) {
  whenDone(receiver, QtConcurrent::run(&backgroundPool(), std::move(work)),
           [then](const auto& result) {
             if (result) then(*result);
           });
}

}  // namespace maulstick::ui
