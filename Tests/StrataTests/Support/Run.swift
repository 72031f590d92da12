import Foundation

/// How a program ended and what it wrote.
struct Finished: Sendable, Equatable {
  /// The exit status, or 128 and the signal's number, as a shell reports it.
  let status: Int32
  let out: String
  let err: String
}

/// A program could not be started, or did not end.
struct RunFailure: Error, CustomStringConvertible {
  let description: String
}

/// Runs a program to its end, for no longer than `deadline`.
///
/// Through `posix_spawn`, since the threads that tests run on block signals and a child would inherit that.
/// Its streams are files, so that neither side can wait for the other to read.
func run(
  _ command: [String], stdin: String = "", environment: [String: String] = [:],
  deadline: Duration = .seconds(60)
) throws -> Finished {
  let streams = try (0...2).map { _ in try TemporaryStream() }
  try streams[0].write(stdin)
  let child = try spawn(command, streams: streams.map(\.descriptor), environment: environment)

  let start = ContinuousClock.now
  var status: Int32 = 0
  while waitpid(child, &status, WNOHANG) == 0 {
    if ContinuousClock.now - start > deadline {
      kill(child, SIGKILL)
      waitpid(child, &status, 0)
      throw RunFailure(description: "\(command.joined(separator: " ")) had not ended after \(deadline)")
    }
    usleep(500)
  }
  let signal = status & 0x7f
  return Finished(
    status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
    out: streams[1].read(), err: streams[2].read())
}

/// What a program finds in its environment: nothing of the tester's own settings but where things are.
private let plainEnvironment: [String: String] = [
  "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
  "LD_LIBRARY_PATH": ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] ?? "",
  "HOME": "/nonexistent",
  "LC_ALL": "C.UTF-8",
  "SWIFT_BACKTRACE": "enable=no",
]

private func spawn(
  _ command: [String], streams: [Int32], environment: [String: String]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (target, stream) in streams.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, stream, Int32(target))
  }

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  var arguments = command.map { strdup($0) } + [nil]
  var variables =
    plainEnvironment.merging(environment) { $1 }.map { strdup("\($0)=\($1)") } + [nil]
  defer {
    for text in arguments + variables { free(text) }
  }

  var child: pid_t = 0
  let problem = posix_spawnp(&child, command[0], &actions, &attributes, &arguments, &variables)
  guard problem == 0 else {
    throw RunFailure(description: "\(command[0]): \(String(cString: strerror(problem)))")
  }
  return child
}

/// A file without a name that stands in for a stream.
private final class TemporaryStream {
  private let file: UnsafeMutablePointer<FILE>

  var descriptor: Int32 { fileno(file) }

  init() throws {
    guard let file = tmpfile() else { throw RunFailure(description: String(cString: strerror(errno))) }
    self.file = file
  }

  deinit { fclose(file) }

  func write(_ text: String) throws {
    try FileHandle(fileDescriptor: descriptor).write(contentsOf: Data(text.utf8))
    lseek(descriptor, 0, SEEK_SET)
  }

  func read() -> String {
    lseek(descriptor, 0, SEEK_SET)
    return String(decoding: FileHandle(fileDescriptor: descriptor).readDataToEndOfFile(), as: UTF8.self)
  }
}
