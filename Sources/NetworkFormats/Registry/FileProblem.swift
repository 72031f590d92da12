/// A place in a text, both counted from one; a column is a Unicode scalar, as in YAML.
public struct TextPlace: Hashable, Sendable {
  public let line: Int
  public let column: Int
}

/// One thing that is wrong with a file.
public struct FileProblem: Error, Hashable, Sendable {
  public let place: TextPlace?
  /// What is wrong, in words that are safe to print.
  public let message: String

  package init(_ message: String, at place: TextPlace? = nil) {
    (self.message, self.place) = (message, place)
  }
}

extension FileProblem {
  /// The problem in a text before which something is put.
  func moved(by shift: TextShift) -> FileProblem {
    FileProblem(
      message,
      at: place.map {
        TextPlace(line: $0.line + shift.lines, column: $0.column + ($0.line == 1 ? shift.columns : 0))
      })
  }

  /// Whether it stands before another one.
  func isBefore(_ other: FileProblem) -> Bool {
    (place?.line ?? 0, place?.column ?? 0) < (other.place?.line ?? 0, other.place?.column ?? 0)
  }

  /// As compilers write it: `alexnet.yaml:12:5: unknown attribute 'filtres' of conv`.
  public func line(of file: String) -> String {
    "\(file.madeSafe)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(message)"
  }
}

/// Why a file gives no network: one problem or several, in the order in which they stand.
public struct UnreadableFile: Error, Hashable, Sendable {
  public let name: String
  public let problems: [FileProblem]

  public var lines: [String] { problems.map { $0.line(of: name) } }
}

extension UnreadableFile: CustomStringConvertible {
  public var description: String { lines.joined(separator: "\n") }
}
