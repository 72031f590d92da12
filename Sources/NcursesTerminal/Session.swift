import CNcurses
import Glibc
import Terminal

/// The time during which the terminal is this program's: takes it, and puts it back when it goes.
final class Session {
  /// The terminal that keys come from.
  let keys: Int32
  /// How many colours are used.
  let depth: ColorDepth
  private let screen: OpaquePointer
  private let isLikeXterm: Bool
  private let clear: String
  private var isMouseOn: Bool

  /// `signals` is the file that the numbers of signals are written to.
  init(signals: Int32, mouse: Bool) throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let description = try TerminalDescription(screen: STDOUT_FILENO)
    keys = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard keys >= 0, cn_guard_arm(keys, STDOUT_FILENO) == 1 else { throw .notATerminal }
    // Before ncurses starts, which only takes the signals that nobody has taken.
    cn_signals_watch(signals)
    guard let (screen, depth) = Self.start(description, keys: keys) else {
      cn_signals_release()
      cn_guard_disarm()
      throw .unknownTerm(description.term)
    }
    self.screen = screen
    self.depth = depth
    isLikeXterm = description.isLikeXterm
    clear = description.clear
    isMouseOn = mouse

    if environment("ESCDELAY") == nil { set_escdelay(25) }
    raw()
    noecho()
    nonl()
    nodelay(cn_stdscr(), true)
    keypad(cn_stdscr(), true)
    let restore = (isLikeXterm ? Mode.allOff : "") + description.restore
    cn_guard_set_restore(restore, restore.utf8.count)
    sendModes()
  }

  deinit {
    giveUp()
    cn_signals_release()
    cn_guard_disarm()
    delscreen(screen)
    if keys != STDIN_FILENO { close(keys) }
  }

  /// What the terminal itself says its size is; nil where it does not know.
  var size: Size? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cn_window_size(STDOUT_FILENO, &columns, &rows) == 1 else { return nil }
    return Size(columns: Int(columns), rows: Int(rows))
  }

  /// Gives the terminal to the shell, and returns once it is the program's again.
  func suspend() {
    def_prog_mode()
    giveUp()
    cn_stop()
    resume()
  }

  /// Takes the terminal again after the shell had it.
  func resume() {
    reset_prog_mode()
    sendModes()
  }

  func setMouse(_ isOn: Bool) {
    guard isOn != isMouseOn else { return }
    isMouseOn = isOn
    if isLikeXterm { send(isOn ? Mode.mouseOn : Mode.mouseOff) }
  }
}

extension Session {
  private enum Mode {
    static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l"
    static let pasteOn = "\u{1B}[?2004h"
    static let pasteOff = "\u{1B}[?2004l"
    static let allOff = pasteOff + mouseOff
  }

  private static func start(
    _ description: TerminalDescription, keys: Int32
  ) -> (screen: OpaquePointer, depth: ColorDepth)? {
    let input = fdopen(keys, "r")
    var depth = description.depth
    if description.takesXtermEntry {
      let before = environment("TERMINFO")
      setenv("TERMINFO", XtermEntry.terminfo, 1)
      defer { if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") } }
      if let screen = cn_newterm(XtermEntry.name, input) { return (screen, depth) }
      depth = min(depth, .palette)  // An ncurses before 6.1, or one built without such entries.
    }
    return cn_newterm(description.term, input).map { ($0, depth) }
  }

  private func giveUp() {
    if isLikeXterm { send(Mode.allOff) }
    endwin()
    send(clear)
  }

  private func sendModes() {
    guard isLikeXterm else { return }
    send(Mode.pasteOn + (isMouseOn ? Mode.mouseOn : ""))
  }

  /// Past ncurses, which has written all it has whenever this program runs.
  private func send(_ text: String) {
    _ = write(STDOUT_FILENO, text, text.utf8.count)
  }
}
