import CNcurses
import Glibc
import Terminal

/// What the environment and the terminal database tell about a terminal, before ncurses takes it.
struct TerminalDescription {
  let term: String
  /// Whether it knows xterm's private modes for mouse and pasting.
  let isLikeXterm: Bool
  /// Brings the terminal back when nothing else can: cursor shown, keypad off, and the drawing gone.
  let restore: String
  /// Takes the drawing away on a terminal that has no alternate screen; empty for the others.
  let clear: String
  private let colors: Int

  init(screen: Int32) throws(TerminalError) {
    term = environment("TERM") ?? ""
    guard !term.isEmpty, cn_describe_terminal(term, screen) == 1 else {
      throw .unknownTerm(term)
    }
    defer { cn_forget_terminal() }
    guard capability("cup") != nil else { throw .dumb(term) }
    isLikeXterm = capability("kmous") != nil
    clear = capability("rmcup") == nil ? capability("clear") ?? "" : ""
    restore = ["sgr0", "cnorm", "rmkx", "rmcup"].compactMap(capability).joined() + clear
    colors = Int(tigetnum("colors"))
  }

  /// How many colours to use: those that the terminal has, and none where `NO_COLOR` says so.
  var depth: ColorDepth {
    if environment("NO_COLOR").map({ !$0.isEmpty }) ?? false { return .mono }
    if hasTrueColor { return .rgb }
    return ColorDepth.allCases.last { $0 < .rgb && $0.rawValue <= colors } ?? .mono
  }

  /// Whether `XtermEntry` describes it as well: it is like xterm and has its colours. GNU screen is not quite;
  /// tmux, which may go by its name, is.
  var takesXtermEntry: Bool {
    isLikeXterm && colors >= 256 && (!term.hasPrefix("screen") || environment("TMUX") != nil)
  }

  /// Terminal databases rarely know; `COLORTERM` does. It outlives a GNU screen, though, which has no such
  /// colours, while tmux turns them into those that it has.
  private var hasTrueColor: Bool {
    if colors > 256 { return true }
    return takesXtermEntry && ["truecolor", "24bit"].contains(environment("COLORTERM"))
  }
}

/// The value of an environment variable.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A string of the terminal's description, without the delays (`$<5>`) that only old hardware needs.
private func capability(_ name: String) -> String? {
  guard let value = tigetstr(name), Int(bitPattern: value) != -1 else { return nil }
  var text = ""
  var rest = Substring(String(cString: value))
  while let delay = rest.firstRange(of: "$<"), let end = rest[delay.upperBound...].firstIndex(of: ">") {
    text += rest[..<delay.lowerBound]
    rest = rest[rest.index(after: end)...]
  }
  return text + rest
}
