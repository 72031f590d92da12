/// A question answered by typing a line: a path.
public struct Prompt: Equatable, Sendable {
  public enum Purpose: Hashable, Sendable {
    case open, export
    case saveAs(next: Continuation)
  }

  public let purpose: Purpose
  public internal(set) var line: TextLine

  public var title: String {
    switch purpose {
    case .open: "Open file"
    case .export: "Export to (.txt .md .csv .json)"
    case .saveAs: "Save as"
    }
  }
}
