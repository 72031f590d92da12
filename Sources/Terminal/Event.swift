/// Something that the program has to answer to.
public enum Event: Equatable, Sendable {
  case key(KeyStroke)
  /// Text that was pasted, line feeds and all. It is data: never read it as keys.
  case paste(String)
  case mouse(MouseEvent)
  /// The terminal has another size now.
  case resize(Size)
  /// A `Waker` was called, or something that the backend was told to watch has changed.
  case wake
  /// The program runs again after a suspension; the screen has to be drawn anew.
  case resumed
  /// The signal asks the program to end: save, close the terminal, then raise the signal again.
  case hangUp(signal: Int32)
}

/// What the mouse did.
public struct MouseEvent: Hashable, Sendable {
  public enum Button: Hashable, Sendable {
    case left, middle, right, wheelUp, wheelDown, none
  }

  public enum Kind: Hashable, Sendable {
    case press, release, drag
  }

  public var button: Button
  public var kind: Kind
  public var position: Point
  public var modifiers: Modifiers

  public init(_ button: Button, _ kind: Kind, at position: Point, modifiers: Modifiers = []) {
    self.button = button
    self.kind = kind
    self.position = position
    self.modifiers = modifiers
  }
}
