#include "ui/window/second_start.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

namespace maulstick::ui {
namespace {

constexpr qsizetype longestName = 90;  // of a socket: the system has no room for more than 107
constexpr qint64 longestCall = 1 << 16;
constexpr char heard = '!';
constexpr const char* activationToken = "XDG_ACTIVATION_TOKEN";

// Beside the lock, where nobody else can put one.
QString socketOf(const QString& folder) {
  const QString beside = QDir(folder).absoluteFilePath(QStringLiteral("window"));
  if (QFile::encodeName(beside).size() <= longestName) return beside;
  const QByteArray hash =
      QCryptographicHash::hash(QFile::encodeName(beside), QCryptographicHash::Sha256).toHex();
  return QDir::temp().absoluteFilePath(QStringLiteral("maulstick-") +
                                       QString::fromLatin1(hash.left(16)));
}

struct Call {
  QString path;
  QByteArray token;  // by which a desktop lets a window come forward
};

QDataStream& operator<<(QDataStream& stream, const Call& call) {
  return stream << call.path << call.token;
}

QDataStream& operator>>(QDataStream& stream, Call& call) {
  return stream >> call.path >> call.token;
}

}  // namespace

QString dataFolder() {
  return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

FirstStart::FirstStart(const QString& folder, QObject* parent)
    : QObject(parent), lock_(QDir(folder).filePath(QStringLiteral("lock"))) {
  QDir().mkpath(folder);
  lock_.setStaleLockTime(0);  // a program that runs keeps it, for weeks if it likes
  first_ = lock_.tryLock() || lock_.error() != QLockFile::LockFailedError;
  if (lock_.isLocked()) listen(folder);
}

FirstStart::~FirstStart() = default;

void FirstStart::listen(const QString& folder) {
  const QString socket = socketOf(folder);
  QLocalServer::removeServer(socket);  // of a program that was killed
  server_ = new QLocalServer(this);
  server_->setSocketOptions(QLocalServer::UserAccessOption);
  connect(server_, &QLocalServer::newConnection, this, [this] {
    while (QLocalSocket* caller = server_->nextPendingConnection()) {
      connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
      connect(caller, &QLocalSocket::readyRead, this, [this, caller] { answer(caller); });
    }
  });
  server_->listen(socket);
}

void FirstStart::answer(QLocalSocket* caller) {
  if (caller->bytesAvailable() > longestCall) return caller->abort();
  QDataStream stream(caller);
  stream.setVersion(QDataStream::Qt_6_0);
  Call call;
  stream.startTransaction();
  stream >> call;
  if (!stream.commitTransaction()) return;  // the rest is still to come
  if (!call.token.isEmpty()) qputenv(activationToken, call.token);
  caller->putChar(heard);
  caller->flush();
  Q_EMIT called(call.path);
}

bool callFirst(const QString& folder, const QString& path, std::chrono::milliseconds patience) {
  const auto wait = static_cast<int>(patience.count());
  QLocalSocket socket;
  socket.connectToServer(socketOf(folder));
  if (!socket.waitForConnected(wait)) return false;
  QDataStream stream(&socket);
  stream.setVersion(QDataStream::Qt_6_0);
  stream << Call{.path = path, .token = qgetenv(activationToken)};
  char answer = 0;
  return socket.waitForBytesWritten(wait) && socket.waitForReadyRead(wait) &&
         socket.getChar(&answer) && answer == heard;
}

}  // namespace maulstick::ui
