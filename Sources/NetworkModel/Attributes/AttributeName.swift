/// An attribute's name. Compared by a hash of its text, since the rules look attributes up all the time;
/// a test proves that no two names of the catalogue share one.
public struct AttributeName: Sendable {
  public let text: String
  @usableFromInline let id: UInt64

  public init(_ text: String) {
    self.text = text
    // FNV-1a.
    id = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension AttributeName: Hashable {
  public static func == (a: AttributeName, b: AttributeName) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension AttributeName: ExpressibleByStringLiteral, CustomStringConvertible {
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { text }
}
