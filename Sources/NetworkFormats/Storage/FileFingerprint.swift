/// What a file held when it was read or written, so that a change by somebody else is noticed before it is lost.
///
/// Taken from the content alone: a file that was only touched, or put back by version control, has not changed,
/// and one that was rewritten within the clock's resolution has.
public struct FileFingerprint: Hashable, Sendable {
  private let size: Int
  private let hash: UInt64

  init(_ content: some Collection<UInt8>) {
    size = content.count
    // FNV-1a.
    hash = content.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension FileFingerprint: LosslessStringConvertible {
  /// For those who keep it without knowing what it is.
  public var description: String { "\(size)-\(hash)" }

  public init?(_ description: String) {
    let parts = description.split(separator: "-")
    guard parts.count == 2, let size = Int(parts[0]), let hash = UInt64(parts[1]) else { return nil }
    (self.size, self.hash) = (size, hash)
  }
}
