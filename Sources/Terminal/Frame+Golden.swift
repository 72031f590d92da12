extension Frame {
  /// The text of the frame: rows joined by line feeds, blanks at their ends left out.
  public func text() -> String {
    lines { cell, line in
      if !cell.isRightHalf { cell.forEachScalar { line.unicodeScalars.append($0) } }
    }
  }

  /// A letter for the role of each cell that shows something, in the same places as the cells.
  public func roleLetters() -> String {
    lines { cell, line in line.append(cell.isBlank ? " " : cell.role.letter) }
  }

  /// A letter for the surface behind each cell, and a blank where that is plain.
  public func surfaceLetters() -> String {
    lines { cell, line in line.append(cell.surface == .plain ? " " : cell.surface.letter) }
  }

  private func lines(_ append: (Cell, inout String) -> Void) -> String {
    (0..<size.rows).map { row in
      var line = ""
      for cell in self.row(row) { append(cell, &line) }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
