/// A screen and a keyboard. Knows cells and keys and nothing of what they mean.
public protocol TerminalBackend: ~Copyable {
  /// The present size of the screen.
  var size: Size { get }

  /// Wakes `nextEvent` from another thread.
  var waker: Waker { get }

  /// Shows a frame. Writes only what differs from the frame before.
  mutating func present(_ frame: Frame, theme: Theme)

  /// Draws all of the next frame: other programs may have written on the screen.
  mutating func forget()

  /// Waits for the next event, without a limit of time. Nil once the input has ended.
  mutating func nextEvent() throws(TerminalError) -> Event?

  /// Hands the terminal back to the shell until the user calls the program again.
  mutating func suspend()

  /// Puts a text on the clipboard of the terminal.
  ///
  /// - Returns: whether the terminal was given it; none says whether it has taken it.
  mutating func copy(_ text: String) -> Bool

  /// Takes the mouse, or leaves it to the terminal, so that text can be selected with it.
  mutating func setMouse(_ isOn: Bool)
}

/// Makes a backend's `nextEvent` return `.wake`. May be called from any thread, and is cheap.
public struct Waker: Sendable {
  private let action: @Sendable () -> Void

  public init(_ action: @escaping @Sendable () -> Void) {
    self.action = action
  }

  public func wake() {
    action()
  }
}

/// Why a terminal cannot be used. The description is one line for the user.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// Standard output, or where keys would come from, is no terminal.
  case notATerminal
  /// No description of this `TERM` is installed.
  case unknownTerm(String)
  /// The terminal named by `TERM` cannot place its cursor.
  case dumb(String)
  /// A call to the system failed.
  case failed(call: String, reason: String)

  public var description: String {
    switch self {
    case .notATerminal:
      "the designer needs a terminal; without one, use `strata summary` or `strata check`"
    case .unknownTerm(""):
      "TERM is not set, so the kind of terminal is unknown"
    case .unknownTerm(let name):
      "unknown terminal `\(name)`: set TERM to one that `infocmp` knows, such as xterm-256color"
    case .dumb(let name):
      "the terminal `\(name)` cannot place its cursor: set TERM to the one that you use"
    case .failed(let call, let reason):
      "the terminal failed: \(call): \(reason)"
    }
  }
}
