import Glibc
import Terminal

/// The pipe that wakes the event loop. A byte in it is the number of a signal, or `wake` from a `Waker`.
final class SignalPipe: Sendable {
  static let wake: Int32 = 0

  let readEnd: Int32
  let writeEnd: Int32

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw TerminalError(errno: errno, in: "pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Wakers keep the pipe alive, so that none writes into a file opened later.
  deinit {
    close(readEnd)
    close(writeEnd)
  }

  var waker: Waker {
    Waker { [self] in
      // A pipe too full to take another byte wakes the loop all the same.
      _ = write(writeEnd, [UInt8(Self.wake)], 1)
    }
  }

  /// Everything that came so far.
  func drain() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    while case let count = read(readEnd, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }
}

extension TerminalError {
  init(errno code: Int32, in call: String) {
    self = .failed(call: call, reason: String(cString: strerror(code)))
  }
}
