import CNcurses
import Glibc
import Terminal

/// The user's terminal, by way of ncurses. One at a time, on one thread.
///
/// The terminal is put back into its former state when the value goes, and also by `exit` and by a crash. What the
/// process writes to standard error meanwhile is shown after that.
public struct NcursesTerminal: ~Copyable, TerminalBackend {
  public private(set) var size: Size
  /// The characters that this terminal can show.
  public let glyphs: Glyphs

  private let session: Session
  private let signals: SignalPipe
  private let watched: Int32
  private var painter: Painter
  private var reader: KeyReader
  /// Events that came together and are still to be told, first to last.
  private var pending: ArraySlice<Event> = []

  /// Whether the user's locale is UTF-8.
  public static var isUTF8: Bool { LocaleEncoding.isUTF8 }

  /// Takes the terminal. Keys come from standard input, or from `/dev/tty` where that is no terminal.
  ///
  /// - Parameters:
  ///   - ascii: draws in plain ASCII, as is done anyway where the locale is not UTF-8.
  ///   - watched: an open file; `.wake` comes when there is something to read from it, which is left to the program.
  public init(mouse: Bool = true, ascii: Bool = false, watched: Int32? = nil) throws(TerminalError) {
    let glyphs: Glyphs = ascii || !Self.isUTF8 ? .ascii : .unicode
    let signals = try SignalPipe()
    let session = try Session(signals: signals.writeEnd, mouse: mouse)
    self.glyphs = glyphs
    self.signals = signals
    self.watched = watched ?? -1
    self.session = session
    size = Size(columns: Int(getmaxx(cn_stdscr())), rows: Int(getmaxy(cn_stdscr())))
    painter = Painter(depth: session.depth, glyphs: glyphs)
    reader = KeyReader(keys: session.keys)
  }

  /// Makes `nextEvent` return `.wake`.
  public var waker: Waker { signals.waker }

  public mutating func present(_ frame: Frame, theme: Theme) {
    painter.paint(frame, theme: theme, in: size)
  }

  public mutating func forget() { redrawAll() }

  public mutating func setMouse(_ isOn: Bool) {
    session.setMouse(isOn)
  }

  public mutating func copy(_ text: String) -> Bool {
    session.copy(text)
  }

  public mutating func suspend() {
    session.suspend()
    resume()
  }

  /// Puts the terminal back, as does the end of the value's life.
  public consuming func close() {}

  /// Ends the process by a signal that came as `.hangUp`, so that whoever waits for it learns the reason.
  /// Close the terminal first.
  public static func raiseAgain(_ signal: Int32) {
    cn_die(signal)
  }
}

extension NcursesTerminal {
  public mutating func nextEvent() throws(TerminalError) -> Event? {
    while true {
      if let event = pending.popFirst() { return event }
      // ncurses reads ahead, so all that it has must be taken before waiting for more.
      if let event = reader.next() { return event }
      var sources = [
        pollfd(fd: session.keys, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: watched, events: Int16(POLLIN), revents: 0),  // Passed over where it is negative.
      ]
      guard poll(&sources, nfds_t(sources.count), -1) >= 0 else {
        if errno == EINTR { continue }
        throw TerminalError(errno: errno, in: "poll")
      }
      if sources[1].revents != 0 {
        receive(signals.drain())
      } else if sources[2].revents != 0 {
        return .wake
      } else if sources[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
        return reader.next()  // The terminal is gone; only what it sent before that may be left.
      }
    }
  }

  /// Turns a storm of signals into one event of each kind.
  private mutating func receive(_ bytes: [UInt8]) {
    let numbers = Set(bytes.map(Int32.init))
    for signal in [SIGHUP, SIGTERM, SIGINT, SIGQUIT] where numbers.contains(signal) {
      pending.append(.hangUp(signal: signal))
    }
    if numbers.contains(SIGTSTP) {
      suspend()
    } else if numbers.contains(SIGCONT) {
      session.resume()
      resume()
    } else if numbers.contains(SIGWINCH) {
      resize()
    }
    if numbers.contains(SignalPipe.wake) { pending.append(.wake) }
  }

  private mutating func resume() {
    resize()  // Nobody tells a stopped program.
    pending.append(.resumed)
  }

  /// Also where the size is what it was: it may have been another one in between, at which text was lost.
  private mutating func resize() {
    guard let size = session.size else { return }
    if size != self.size {
      self.size = size
      resizeterm(Int32(size.rows), Int32(size.columns))
    }
    redrawAll()
    pending.append(.resize(size))
  }

  /// What the terminal shows is unknown: it moved the text about, or others wrote to it.
  private mutating func redrawAll() {
    clearok(cn_curscr(), true)
    painter.forget()
  }
}
