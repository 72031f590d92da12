extension MouseEvent {
  /// Reads what a terminal sends after `ESC [ <` in its SGR mode, as `0;12;5M`; nil for what is no mouse event.
  package init?(sgr text: String) {
    let parts = text.dropLast().split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, let code = Int(parts[0]), let column = Int(parts[1]),
      let row = Int(parts[2]), code >= 0, column > 0, row > 0
    else { return nil }
    let isRelease: Bool
    switch text.last {
    case "M": isRelease = false
    case "m": isRelease = true
    default: return nil
    }
    let button: Button
    switch code & 0b1100_0011 {
    case 0: button = .left
    case 1: button = .middle
    case 2: button = .right
    case 3: button = .none
    case 64: button = .wheelUp
    case 65: button = .wheelDown
    default: return nil  // The wheel sideways, and buttons that most mice lack.
    }
    let isMotion = code & 32 != 0
    self.init(
      button, isRelease ? .release : isMotion ? .drag : .press,
      at: Point(column: column - 1, row: row - 1), modifiers: Modifiers(xterm: code >> 2 & 7))
  }
}
