/// One place on the screen: a spacing scalar with up to four marks on it, what it means and what lies behind it.
///
/// Trivially copyable, 24 bytes and every bit of them meant, so that comparing frames is plain memory work.
public struct Cell: BitwiseCopyable, Equatable, Sendable {
  /// How many zero-width scalars a cell carries at most; further ones are dropped.
  public static let maximumMarks = 4

  /// From the lowest bit: the scalar in 32, the role in 8, the surface in 8, and whether it is a right half.
  private var head: UInt64
  /// Zero-width scalars in order, 32 bits each; a zero ends them.
  private var marks: (UInt64, UInt64) = (0, 0)

  private enum Shift {
    static let role: UInt64 = 32
    static let surface: UInt64 = 40
    static let rightHalf: UInt64 = 48
  }

  init(
    _ scalar: Unicode.Scalar, role: Role, surface: Surface, isRightHalf: Bool = false
  ) {
    head =
      UInt64(scalar.value) | UInt64(role.rawValue) << Shift.role
      | UInt64(surface.rawValue) << Shift.surface | (isRightHalf ? 1 : 0) << Shift.rightHalf
  }

  /// A cell that shows nothing.
  public static func blank(role: Role = .text, surface: Surface = .plain) -> Cell {
    Cell(" ", role: role, surface: surface)
  }

  public static func == (a: Cell, b: Cell) -> Bool { a.head == b.head && a.marks == b.marks }

  public var scalar: Unicode.Scalar { Unicode.Scalar(UInt32(truncatingIfNeeded: head)) ?? " " }
  public var role: Role { Role(rawValue: UInt8(truncatingIfNeeded: head >> Shift.role)) ?? .text }
  public var surface: Surface {
    Surface(rawValue: UInt8(truncatingIfNeeded: head >> Shift.surface)) ?? .plain
  }
  /// Whether this is the right half of the wide glyph in the cell before it.
  public var isRightHalf: Bool { head >> Shift.rightHalf != 0 }
  /// Whether zero-width scalars follow the spacing one.
  public var hasMarks: Bool { marks.0 != 0 }

  /// Whether nothing but the background shows.
  public var isBlank: Bool { scalar == " " && !hasMarks && !isRightHalf }

  /// Calls `body` with the spacing scalar and then with each mark.
  public func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    body(scalar)
    for index in 0..<Cell.maximumMarks {
      guard self[markAt: index] != 0, let mark = Unicode.Scalar(self[markAt: index]) else { return }
      body(mark)
    }
  }

  /// Puts a zero-width scalar on the glyph, where there is still room.
  mutating func add(mark: Unicode.Scalar) {
    for index in 0..<Cell.maximumMarks where self[markAt: index] == 0 {
      self[markAt: index] = mark.value
      return
    }
  }

  private subscript(markAt index: Int) -> UInt32 {
    get { UInt32(truncatingIfNeeded: (index < 2 ? marks.0 : marks.1) >> UInt64(index % 2 * 32)) }
    set {
      // Marks are only ever added, so the place is still zero.
      let value = UInt64(newValue) << UInt64(index % 2 * 32)
      if index < 2 { marks.0 |= value } else { marks.1 |= value }
    }
  }

  /// Takes the glyph away and leaves the meaning and the background.
  mutating func erase() {
    self = .blank(role: role, surface: surface)
  }
}
