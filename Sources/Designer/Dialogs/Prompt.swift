/// A question answered by typing a line: a path.
public struct Prompt: Sendable {
  public enum Purpose: Hashable, Sendable {
    case open, export
    case saveAs(next: Continuation)
  }

  public let purpose: Purpose
  public internal(set) var line: TextLine
  /// What the path could become.
  public internal(set) var completions = Completions()

  init(_ purpose: Purpose, for document: Document) {
    self.purpose = purpose
    completions.clear()
    line =
      switch purpose {
      case .open: TextLine()
      case .export: TextLine("\(document.stem).txt", isSelected: true)
      case .saveAs: TextLine(document.path ?? "\(document.stem).yaml", isSelected: true)
      }
  }

  public var title: String {
    switch purpose {
    case .open: "Open file"
    case .export: "Export to file, as its ending says"
    case .saveAs: "Save as"
    }
  }
}
