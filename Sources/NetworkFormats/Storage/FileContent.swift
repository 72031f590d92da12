import Glibc

/// What a file holds. A large one is not read: its bytes are fetched from the disk as they are looked at, so that
/// weights which nobody looks at cost nothing.
public final class FileContent: Sendable {
  /// Up to here a file is read at once. Beyond, somebody who cuts it off in the meantime takes us with it, which
  /// is the price of not reading it.
  static let readAtOnce = 16 << 20

  private enum Storage: Sendable {
    case array([UInt8])
    case mapped(UInt, count: Int)
  }

  private let storage: Storage

  public init(_ bytes: [UInt8]) { storage = .array(bytes) }

  /// Maps a file of that size, or returns `nil` where the system will not.
  init?(mapping descriptor: Int32, count: Int) {
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { return nil }
    // Weights lie between what is looked at: reading ahead would fetch them.
    madvise(address, count, MADV_RANDOM)
    storage = .mapped(UInt(bitPattern: address), count: count)
  }

  deinit {
    if case .mapped(let address, let count) = storage {
      munmap(UnsafeMutableRawPointer(bitPattern: address), count)
    }
  }

  /// Lends the bytes, without copying them.
  func withBytes<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch storage {
    case .array(let bytes): try bytes.borrowed(body)
    case .mapped(let address, let count):
      try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count))
    }
  }

  /// All of it; a copy, where it was not read.
  public var bytes: [UInt8] { if case .array(let bytes) = storage { bytes } else { withBytes { Array($0) } } }
  public var isEmpty: Bool { withBytes { $0.isEmpty } }
  public var fingerprint: FileFingerprint { withBytes { FileFingerprint($0) } }
}

extension [UInt8] {
  /// `withUnsafeBytes`, which keeps the type of the error.
  fileprivate func borrowed<Result, Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let result: Swift.Result<Result, Failure> = withUnsafeBytes { buffer in
      do throws(Failure) { return .success(try body(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
