/// What a format makes of a network.
public struct Export: Sendable {
  /// The content of a file.
  public let bytes: [UInt8]
  /// Where it differs from the network, in words that are safe to print.
  public let notes: [String]

  init(_ text: String, notes: [String] = []) { self.init(bytes: Array(text.utf8), notes: notes) }

  init(bytes: [UInt8], notes: [String] = []) { (self.bytes, self.notes) = (bytes, notes) }
}

/// Why a format cannot hold a network: which layers are in the way, and what of them.
public struct UnwritableNetwork: Error, Hashable, Sendable {
  /// The format's title.
  public let format: String
  public let problems: [FileProblem]

  /// A line for each problem: `cannot be written as PyTorch: 'odd': …`.
  public var lines: [String] { problems.map { "cannot be written as \(format): \($0.message)" } }
}

extension UnwritableNetwork: CustomStringConvertible {
  /// The first line, and how many there are more.
  public var description: String {
    (lines.first ?? "cannot be written as \(format)")
      + (lines.count > 1 ? " (and \(lines.count - 1) more)" : "")
  }
}
