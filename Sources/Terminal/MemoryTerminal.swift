/// A terminal without a screen: events come from a list, and frames are kept. For tests.
public struct MemoryTerminal: TerminalBackend {
  public private(set) var size: Size
  /// The frames presented so far, oldest first.
  public private(set) var frames: [Frame] = []
  /// The theme of the last one.
  public private(set) var theme: Theme?
  /// How often the program has been suspended.
  public private(set) var suspensions = 0
  /// How often the whole screen has been asked for.
  public private(set) var redraws = 0
  public private(set) var isMouseOn = true
  /// What was copied last.
  public private(set) var clipboard: String?
  private var events: ArraySlice<Event>

  public init(size: Size, events: [Event] = []) {
    self.size = size
    self.events = events[...]
  }

  /// A terminal whose user presses the given keys, named as in `KeyStroke.init(parsing:)`.
  /// Names that are none are left out.
  public init(size: Size, keys: [String]) {
    self.init(size: size, events: keys.compactMap { KeyStroke(parsing: $0).map(Event.key) })
  }

  /// The frame on the screen.
  public var screen: Frame? { frames.last }

  /// Scripted events come by themselves, so there is nothing to wake.
  public var waker: Waker { Waker {} }

  /// Puts more events behind those still to come.
  public mutating func append(_ events: [Event]) {
    self.events += events
  }

  public mutating func present(_ frame: Frame, theme: Theme) {
    frames.append(frame)
    self.theme = theme
  }

  /// The next scripted event; nil at the end of the script.
  public mutating func nextEvent() throws(TerminalError) -> Event? {
    guard let event = events.popFirst() else { return nil }
    if case .resize(let size) = event { self.size = size }
    return event
  }

  public mutating func forget() { redraws += 1 }

  public mutating func suspend() {
    suspensions += 1
    events.insert(.resumed, at: events.startIndex)
  }

  public mutating func copy(_ text: String) -> Bool {
    clipboard = text
    return true
  }

  public mutating func setMouse(_ isOn: Bool) {
    isMouseOn = isOn
  }
}
