/// A line for the person at the keyboard; it stays until the next key.
public struct Message: Hashable, Sendable {
  public enum Kind: Sendable { case note, success, warning, error }

  public let text: String
  public let kind: Kind

  public init(_ text: String, _ kind: Kind = .note) { (self.text, self.kind) = (text, kind) }
}
