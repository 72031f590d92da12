import Glibc

/// Files on disk. A file is replaced as a whole or not at all, and never behind somebody's back.
public enum FileStore {
  /// What is taken from a stream, whose end is not known before it is there.
  static let maximumBytes = 256 << 20

  /// What a file must be like for a save to go through.
  public enum Expectation: Hashable, Sendable {
    /// There is no such file.
    case absent
    /// It is as it was when it was read.
    case unchanged(FileFingerprint)
    /// Whatever is there is overwritten.
    case anything
  }

  /// Reads a file, or opens it for reading where it is large.
  ///
  /// - Parameter patience: how many milliseconds to wait for what is no file but a pipe from somebody who says nothing;
  ///   `nil`: as long as it takes.
  public static func read(_ path: String, patience: Int32? = nil) throws(StorageProblem) -> FileContent {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (patience == nil ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw StorageProblem(path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw StorageProblem(path, code: errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      let advice = ForeignFile.advice(onFolder: path, holding: Set(list(path).map(\.name)))
      throw StorageProblem(path, advice.map { .isModelFolder($0) } ?? .isFolder)
    }
    let size = status.st_mode & S_IFMT == S_IFREG ? status.st_size : 0
    if size > FileContent.readAtOnce, let content = FileContent(mapping: descriptor, count: size) {
      return content
    }
    return FileContent(try readAll(descriptor, path, expecting: min(size, maximumBytes), patience: patience))
  }

  /// Reads what comes from standard input.
  public static func readStandardInput() throws(StorageProblem) -> FileContent {
    FileContent(try readAll(STDIN_FILENO, "standard input"))
  }

  /// Writes a file so that at every moment either the old content or the new one is there in full.
  ///
  /// The content goes to a new file in the same folder, to the disk, and then in the old one's place, with its
  /// mode and, as far as the system lets us, its owner. A symbolic link stays and its target is replaced; what
  /// is no regular file (`/dev/stdout`) is written to as it is.
  ///
  /// - Returns: what the file looks like now, for the next save.
  @discardableResult
  public static func save(
    _ bytes: [UInt8], to path: String, expecting expectation: Expectation
  ) throws(StorageProblem) -> FileFingerprint {
    let target = try linkTarget(of: path)
    var status = stat()
    let isThere = stat(target, &status) == 0
    guard isThere || errno == ENOENT else { throw StorageProblem(path, code: errno) }
    try check(expectation, path, isThere: isThere)
    switch isThere ? status.st_mode & S_IFMT : S_IFREG {
    case S_IFREG: try replace(target, with: bytes, like: isThere ? status : nil, path)
    case S_IFDIR: throw StorageProblem(path, .isFolder)
    default: try overwrite(target, with: bytes, path)
    }
    return FileFingerprint(bytes)
  }

  // MARK: - Steps

  private static func check(
    _ expectation: Expectation, _ path: String, isThere: Bool
  ) throws(StorageProblem) {
    switch expectation {
    case .anything: return
    case .absent: if isThere { throw StorageProblem(path, .exists) }
    case .unchanged(let fingerprint):
      guard isThere else {
        let hasFolder = access(folder(of: path), F_OK) == 0
        throw StorageProblem(path, hasFolder ? .vanished : .notFound)
      }
      guard try read(path).fingerprint == fingerprint else { throw StorageProblem(path, .changedOnDisk) }
    }
  }

  /// The path behind symbolic links, whether or not there is a file at its end.
  private static func linkTarget(of path: String) throws(StorageProblem) -> String {
    var target = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let length = readlink(target, &buffer, buffer.count)
      guard length >= 0 else { return target }
      let link = String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      target = link.hasPrefix("/") ? link : folder(of: target) + "/" + link
    }
    throw StorageProblem(path, code: ELOOP)
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], like old: stat?, _ path: String
  ) throws(StorageProblem) {
    // A name can be taken from a file that may not be written; to do so would be behind its owner's back.
    if old != nil, access(target, W_OK) != 0 { throw StorageProblem(path, code: errno) }
    let folder = folder(of: target)
    let temporary = "\(folder)/.strata-\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    // A new file gets what the umask leaves; one that stands for another is nobody's until it has its mode.
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, old == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else { throw StorageProblem(path, code: errno) }
    do throws(StorageProblem) {
      try fill(descriptor, with: bytes, like: old, path)
      guard rename(temporary, target) == 0 else { throw StorageProblem(path, code: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    synchronize(folder)
  }

  private static func fill(
    _ descriptor: Int32, with bytes: [UInt8], like old: stat?, _ path: String
  ) throws(StorageProblem) {
    defer { close(descriptor) }
    if let old {
      // Only root may give files away; failing that, the file is ours.
      _ = fchown(descriptor, old.st_uid, old.st_gid)
      guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else { throw StorageProblem(path, code: errno) }
    }
    try writeAll(bytes, to: descriptor, path)
    guard fsync(descriptor) == 0 else { throw StorageProblem(path, code: errno) }
  }

  /// Makes the new name last through a power failure. The content is safe already, and some file systems know
  /// no such thing for folders, so a failure is none of the save's.
  private static func synchronize(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func overwrite(
    _ target: String, with bytes: [UInt8], _ path: String
  ) throws(StorageProblem) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageProblem(path, code: errno) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path)
  }
}
