import Terminal
import TestSupport

@testable import DesignerScreens

/// A terminal at which somebody does whatever comes to mind: keys that mean something and keys that do not, text,
/// pastes, the mouse, windows of all sizes. The same seed always gives the same.
struct RandomTerminal: TerminalBackend {
  private(set) var size = Size(columns: 80, rows: 24)
  /// The events still to come.
  private(set) var remaining: Int
  private(set) var screen: Frame?
  private var random: SplitMix64

  init(seed: Int, events: Int) { (random, remaining) = (SplitMix64(seed: seed), events) }

  var waker: Waker { Waker {} }

  mutating func present(_ frame: Frame, theme: Theme) { screen = frame }
  mutating func suspend() {}
  mutating func copy(_ text: String) -> Bool { true }
  mutating func setMouse(_ isOn: Bool) {}

  mutating func forget() {}

  mutating func nextEvent() throws(TerminalError) -> Event? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    switch random.number(0...99) {
    case 0..<54: return .key(random.pick(Self.boundKeys))
    case 54..<70: return .key(KeyStroke(.escape))
    case 70..<76: return .key(KeyStroke(.enter))
    case 76..<89: return .key(KeyStroke(.character(random.pick(Self.characters))))
    case 89..<91: return .paste(random.pick(Self.pastes))
    case 91..<97: return .mouse(mouse())
    case 97: return random.pick([.wake, .resumed])
    default:
      size = random.pick(Self.sizes)
      return .resize(size)
    }
  }

  private mutating func mouse() -> MouseEvent {
    let place = Point(
      column: random.number(-1...size.columns + 1), row: random.number(-1...size.rows + 1))
    return MouseEvent(
      random.pick([.left, .left, .left, .middle, .right, .wheelUp, .wheelDown, .none]),
      random.pick([.press, .press, .drag, .release]), at: place)
  }

  private static let boundKeys = KeyMap.standard.bindings.flatMap(\.keys.strokes)
  private static let characters = Array(
    "0123456789,,.-+*/[]() abcdefghijklmnopqrstuvwxyz:?!%äß漢\u{301}👩\u{7F}")
  private static let sizes = [
    (80, 24), (80, 24), (80, 24), (40, 10), (40, 10), (40, 10), (40, 10), (40, 10), (60, 12), (120, 40),
    (41, 11), (79, 23),
    (200, 60), (20, 5), (1, 1),
    (300, 4),
  ].map { Size(columns: $0.0, rows: $0.1) }
  private static let pastes = [
    "7", "conv", "a\nb\r\n", "\u{1B}[31mred\u{0}", String(repeating: "1234567890 ", count: 400), "",
    "- {name: x, kind: conv, filters: 3}\n", "99999999999999999999", "[2, 3]",
  ]
}
