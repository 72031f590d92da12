import Glibc

extension FileStore {
  /// Writes all of it, however many calls that takes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(StorageProblem) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw StorageProblem(path, code: count < 0 ? errno : ENOSPC) }
      written += count
    }
  }

  /// Reads to the end, but no more than a network's file can have.
  ///
  /// - Parameters:
  ///   - size: how much is expected, so that nothing is copied as it grows.
  ///   - patience: how many milliseconds to wait for more; `nil`: as long as it takes.
  static func readAll(
    _ descriptor: Int32, _ path: String, expecting size: Int = 0, patience: Int32? = nil,
    atMost limit: Int = maximumBytes
  ) throws(StorageProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let patience {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&request, 1, patience) == 0 { throw StorageProblem(path, .silent) }
      }
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || patience != nil && errno == EAGAIN { continue }
      guard count >= 0 else { throw StorageProblem(path, code: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw StorageProblem(path, .tooLarge) }
    }
  }

  /// A stream that the program was started with.
  public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2
  }

  /// Writes to a stream, with nothing held back.
  public static func write(_ bytes: [UInt8], to stream: StandardStream) throws(StorageProblem) {
    try writeAll(bytes, to: stream.rawValue, "standard \(stream)")
  }

  /// Makes the folders that a file is to lie in, where there are none; nobody else may look into them.
  public static func makeFolders(around path: String) throws(StorageProblem) {
    let folder = folder(of: path)
    guard access(folder, F_OK) != 0 else { return }
    try makeFolders(around: folder)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw StorageProblem(folder, code: errno) }
  }

  /// Makes a folder where there is none.
  public static func makeFolder(_ path: String) throws(StorageProblem) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw StorageProblem(path, code: errno) }
  }
}
