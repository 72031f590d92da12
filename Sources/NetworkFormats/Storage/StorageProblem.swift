import Glibc

/// Why a file could not be read or written. Whatever it is, the file itself is as it was.
public struct StorageProblem: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case notFound
    case isFolder
    /// A folder in which another program keeps a model: what to open in its place.
    case isModelFolder(String)
    case tooLarge
    /// A pipe into which nobody writes.
    case silent
    /// It is no longer as it was when it was read.
    case changedOnDisk
    /// It was there when it was read.
    case vanished
    /// A file of that name is there already.
    case exists
    case noRights
    case readOnlyDisk
    case diskFull
    /// Who was to read what is written has gone; nothing that a person needs to be told.
    case nobodyReads
    /// Another of the system's errors, in the system's words.
    case system(String)
  }

  public let path: String
  public let reason: Reason

  init(_ path: String, _ reason: Reason) { (self.path, self.reason) = (path, reason) }

  /// - Parameter code: the system's error number.
  init(_ path: String, code: Int32) {
    let reason: Reason
    switch code {
    case ENOENT, ENOTDIR: reason = .notFound
    case EISDIR: reason = .isFolder
    case EACCES, EPERM: reason = .noRights
    case EROFS: reason = .readOnlyDisk
    case EPIPE: reason = .nobodyReads
    case ENOSPC, EDQUOT, EFBIG: reason = .diskFull
    default: reason = .system(String(cString: strerror(code)))
    }
    self.init(path, reason)
  }

  /// One line: `alexnet.yaml: there is no room on the disk; the file is as it was`.
  public var message: String {
    "\(path.madeSafe): \(words)" + (reason == .diskFull ? "; the file is as it was" : "")
  }

  /// The reason alone.
  public var words: String {
    switch reason {
    case .notFound: "no such file or folder"
    case .isFolder: "is a folder"
    case .isModelFolder(let advice): "is a folder: \(advice)"
    case .tooLarge: "is larger than \(FileStore.maximumBytes >> 20) MiB, which no network's file is"
    case .silent: "nothing comes out of it"
    case .changedOnDisk: "has been changed by another program since it was read"
    case .vanished: "is no longer there"
    case .exists: "is there already"
    case .noRights: "permission denied"
    case .readOnlyDisk: "the disk is read-only"
    case .diskFull: "there is no room on the disk"
    case .nobodyReads: "nobody reads it any more"
    case .system(let words): words
    }
  }
}
