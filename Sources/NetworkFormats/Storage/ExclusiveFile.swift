import Glibc

/// A file that one program at a time may have: the system takes its lock away however the program ends.
///
/// What is appended has reached the system when the call returns, so it outlives the program, even one that is
/// killed. It is not forced to the disk, which would take milliseconds: a power failure may cost the last seconds.
public final class ExclusiveFile {
  /// Some hundred thousand edits of a large network.
  private static let maximumBytes = 256 << 20

  public let path: String
  private let descriptor: Int32
  /// The bytes that are there in full.
  private var length: Int

  private init(_ path: String, _ descriptor: Int32, length: Int) {
    (self.path, self.descriptor, self.length) = (path, descriptor, length)
  }

  deinit { close(descriptor) }

  /// Opens a file, or makes it, for its user alone.
  ///
  /// - Returns: `nil` where another program has it.
  public static func claim(_ path: String) throws(StorageProblem) -> ExclusiveFile? {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw StorageProblem(path, code: errno) }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
        close(descriptor)
        return nil
      }
      var (ours, there) = (stat(), stat())
      let size = fstat(descriptor, &ours) == 0 ? Int(ours.st_size) : 0
      if stat(path, &there) == 0, there.st_ino == ours.st_ino, there.st_dev == ours.st_dev {
        return ExclusiveFile(path, descriptor, length: size)
      }
      // It was taken away between opening and locking.
      close(descriptor)
    }
  }

  public func read() throws(StorageProblem) -> [UInt8] {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw StorageProblem(path, code: errno) }
    return try FileStore.readAll(descriptor, path, atMost: Self.maximumBytes)
  }

  /// Writes at the end, all of it or nothing.
  public func append(_ bytes: [UInt8]) throws(StorageProblem) {
    do throws(StorageProblem) {
      try FileStore.writeAll(bytes, to: descriptor, path)
      length += bytes.count
    } catch {
      ftruncate(descriptor, length)
      throw error
    }
  }

  public func empty() {
    length = 0
    ftruncate(descriptor, 0)
  }

  /// Takes the file away.
  public func remove() { unlink(path) }
}

extension FileStore {
  /// The path from the root, without links and dots, by which two programs agree that they mean the same file.
  public static func absolute(_ path: String) -> String {
    if let real = realPath(path) { return real }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    return (realPath(folder(of: path)) ?? folder(of: path)) + "/" + name
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
