import NetworkModel

/// What is being searched for, typed after `/`; the first match is selected while it is typed.
public struct SearchLine: Sendable {
  public private(set) var line = TextLine()
  /// Nothing while nothing is typed.
  public private(set) var pattern: SearchPattern?
  let origin: Origin

  init(from origin: Origin) { self.origin = origin }

  /// Where the search began, and where Esc leads back to.
  struct Origin: Sendable {
    let selection: LayerID?
    let top: Int
    let focus: Pane
    let folded: Set<String>
  }

  mutating func type(_ edit: TextEdit) {
    line.apply(edit)
    pattern = line.isEmpty ? nil : SearchPattern(line.text)
  }
}

/// Which way through the list.
public enum Direction: Sendable { case forward, backward }
