import CNcurses
import Glibc
import Terminal

/// Turns what the terminal sends into events.
struct KeyReader {
  private let keys: Int32
  /// A character that was read to tell Alt from Escape, and was neither.
  private var unread: Input?

  private enum Input {
    case scalar(Unicode.Scalar)
    case code(Int32)
  }

  /// Numbers for the sequences that this program teaches ncurses, above all of ncurses' own.
  private enum Code {
    static let pasteBegins: Int32 = 0x1000
    static let mouse: Int32 = 0x1001
    static let firstKey: Int32 = 0x1010
  }

  /// How long the rest of a mouse event or of a character may take, in milliseconds, before it counts as lost.
  private static let patience: Int32 = 500
  /// How long a pasted text may stop in the middle, as on a slow line: what comes after it would run as keys.
  private static let pastePatience: Int32 = 3000

  /// `keys` is the terminal that keys come from, which ncurses reads already.
  init(keys: Int32) {
    self.keys = keys
    // ncurses' own idea of the mouse loses drags and releases.
    if let mouse = tigetstr("kmous"), Int(bitPattern: mouse) != -1 { define_key(mouse, 0) }
    define_key("\u{1B}[<", Code.mouse)
    define_key("\u{1B}[200~", Code.pasteBegins)
    for (index, sequence) in KeyStroke.xtermSequences.enumerated() {
      define_key(sequence.bytes, Code.firstKey + Int32(index))
    }
  }

  /// The next event among what has arrived; nil where nothing more has.
  mutating func next() -> Event? {
    while let input = read() {
      if let event = event(for: input) { return event }
    }
    return nil
  }

  private mutating func event(for input: Input) -> Event? {
    switch input {
    case .scalar("\u{1B}"): escape()
    case .scalar(let scalar): KeyStroke(received: scalar).map(Event.key)
    case .code(Code.pasteBegins): .paste(paste())
    case .code(Code.mouse): mouse().map(Event.mouse)
    case .code(let code): Self.stroke(for: code).map(Event.key)
    }
  }

  /// Alt with a key comes as Escape and that key at once; ncurses has waited for the rest already.
  private mutating func escape() -> Event {
    guard let input = read() else { return .key(KeyStroke(.escape)) }
    var stroke: KeyStroke?
    switch input {
    case .scalar(let scalar) where scalar != "\u{1B}": stroke = KeyStroke(received: scalar)
    case .code(let code): stroke = Self.stroke(for: code)
    case .scalar: break
    }
    guard var stroke else {
      unread = input
      return .key(KeyStroke(.escape))
    }
    stroke.modifiers.insert(.alt)
    return .key(stroke)
  }

  /// The text up to the end of the paste, past ncurses, which takes each byte by itself through all its tables.
  ///
  /// Never reads beyond the end, so that ncurses misses nothing: what still lacks for the end may be read at once.
  private func paste() -> String {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: Self.pasteEnd.count)
    var matched = 0
    while matched < Self.pasteEnd.count, waitForBytes(Self.pastePatience) {
      let count = Glibc.read(keys, &buffer, Self.pasteEnd.count - matched)
      guard count > 0 else { break }
      text += buffer[..<count]
      matched =
        (0...min(Self.pasteEnd.count, text.count)).last {
          text.suffix($0).elementsEqual(Self.pasteEnd.prefix($0))
        } ?? 0
    }
    if matched == Self.pasteEnd.count { text.removeLast(matched) }
    // A terminal sends the key for the end of a line.
    return String(decoding: text.map { $0 == 0x0D ? 0x0A : $0 }, as: UTF8.self)
  }

  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  private mutating func mouse() -> MouseEvent? {
    var text = ""
    while case .scalar(let scalar)? = waitForInput(), text.count < 32 {
      text.unicodeScalars.append(scalar)
      if scalar == "M" || scalar == "m" { return MouseEvent(sgr: text) }
    }
    return nil
  }
}

extension KeyReader {
  private mutating func waitForInput() -> Input? {
    read() ?? (waitForBytes() ? read() : nil)
  }

  private func waitForBytes(_ patience: Int32 = Self.patience) -> Bool {
    var tty = pollfd(fd: keys, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&tty, 1, patience)
      if count < 0, errno == EINTR { continue }
      return count > 0 && tty.revents & Int16(POLLIN) != 0
    }
  }

  private mutating func read() -> Input? {
    if let input = unread {
      unread = nil
      return input
    }
    // Bytes that make no character are no key; ncurses' own decoder would lose the keys after them too.
    while case let key = wgetch(cn_stdscr()), key != ERR {
      if key > UInt8.max { return .code(key) }
      if let scalar = scalar(beginningWith: UInt8(key)) { return .scalar(scalar) }
    }
    return nil
  }

  /// The character in UTF-8 that a byte begins.
  private func scalar(beginningWith first: UInt8) -> Unicode.Scalar? {
    if first < 0x80 { return Unicode.Scalar(first) }
    var bytes = [first]
    let count = (~first).leadingZeroBitCount
    guard 2...4 ~= count else { return nil }
    while bytes.count < count, let byte = continuation() { bytes.append(byte) }
    return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
  }

  /// The next byte, where it goes on with a character.
  private func continuation() -> UInt8? {
    var key = wgetch(cn_stdscr())
    if key == ERR, waitForBytes() { key = wgetch(cn_stdscr()) }
    guard key != ERR else { return nil }
    if (0x80...0xBF).contains(key) { return UInt8(key) }
    ungetch(key)
    return nil
  }

  private static func stroke(for code: Int32) -> KeyStroke? {
    let sequences = KeyStroke.xtermSequences
    let index = Int(code - Code.firstKey)
    if sequences.indices.contains(index) { return sequences[index].stroke }
    return described[code]
  }

  /// Keys that ncurses knows from the terminal's description, as those of the Linux console.
  private static let described: [Int32: KeyStroke] = {
    var strokes: [Int32: KeyStroke] = [
      KEY_UP: KeyStroke(.up), KEY_DOWN: KeyStroke(.down),
      KEY_LEFT: KeyStroke(.left), KEY_RIGHT: KeyStroke(.right),
      KEY_HOME: KeyStroke(.home), KEY_END: KeyStroke(.end),
      KEY_PPAGE: KeyStroke(.pageUp), KEY_NPAGE: KeyStroke(.pageDown),
      KEY_IC: KeyStroke(.insert), KEY_DC: KeyStroke(.delete),
      KEY_BACKSPACE: KeyStroke(.backspace), KEY_ENTER: KeyStroke(.enter),
      KEY_BTAB: KeyStroke(.tab, .shift),
      KEY_SR: KeyStroke(.up, .shift), KEY_SF: KeyStroke(.down, .shift),
      KEY_SLEFT: KeyStroke(.left, .shift), KEY_SRIGHT: KeyStroke(.right, .shift),
      KEY_SHOME: KeyStroke(.home, .shift), KEY_SEND: KeyStroke(.end, .shift),
    ]
    for number: Int32 in 1...12 { strokes[KEY_F0 + number] = KeyStroke(.function(Int(number))) }
    return strokes
  }()
}
