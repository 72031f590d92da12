/// One place on the screen: a spacing scalar with up to four marks on it, what it means and what lies behind it.
///
/// Trivially copyable and 32 bytes, so that drawing and comparing frames is plain memory work.
public struct Cell: BitwiseCopyable, Equatable, Sendable {
  /// How many zero-width scalars a cell carries at most; further ones are dropped.
  public static let maximumMarks = 4

  /// Zero-width scalars in order; a zero ends them.
  private var marks: SIMD4<UInt32>
  public private(set) var scalar: Unicode.Scalar
  public var role: Role
  public var surface: Surface
  /// Whether this is the right half of the wide glyph in the cell before it.
  public let isRightHalf: Bool

  init(
    _ scalar: Unicode.Scalar, role: Role, surface: Surface, isRightHalf: Bool = false
  ) {
    self.marks = .zero
    self.scalar = scalar
    self.role = role
    self.surface = surface
    self.isRightHalf = isRightHalf
  }

  /// A cell that shows nothing.
  public static func blank(role: Role = .text, surface: Surface = .plain) -> Cell {
    Cell(" ", role: role, surface: surface)
  }

  /// Whether nothing but the background shows.
  public var isBlank: Bool { scalar == " " && marks[0] == 0 && !isRightHalf }

  /// Calls `body` with the spacing scalar and then with each mark.
  public func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    body(scalar)
    for index in 0..<Cell.maximumMarks {
      guard marks[index] != 0, let mark = Unicode.Scalar(marks[index]) else { return }
      body(mark)
    }
  }

  /// Puts a zero-width scalar on the glyph, where there is still room.
  mutating func add(mark: Unicode.Scalar) {
    for index in 0..<Cell.maximumMarks where marks[index] == 0 {
      marks[index] = mark.value
      return
    }
  }

  /// Takes the glyph away and leaves the meaning and the background.
  mutating func erase() {
    self = .blank(role: role, surface: surface)
  }
}
