import CNcurses
import Terminal

/// Puts frames on ncurses' screen: only the runs of cells that changed.
struct Painter {
  private let depth: ColorDepth
  private let glyphs: Glyphs
  /// The styles of `theme` by role and surface, made when first used: some terminals have 64 pairs of colours.
  private var inks: [Ink?] = []
  private var theme: Theme?
  /// What ncurses has; nil where that has to be found out by drawing all of it.
  private var shown: Frame?
  private var line: [cchar_t] = []

  /// A style as ncurses has it.
  private struct Ink {
    var attributes: attr_t = 0
    var pair: Int32 = 0
  }

  init(depth: ColorDepth, glyphs: Glyphs) {
    self.depth = depth
    self.glyphs = glyphs
    if depth != .mono {
      start_color()
      use_default_colors()
    }
  }

  /// Draws the whole frame the next time, as after a resize.
  mutating func forget() {
    shown = nil
  }

  /// Draws what differs from the frame before; writes nothing where nothing does.
  mutating func paint(_ frame: Frame, theme: Theme, in size: Size) {
    if theme != self.theme { load(theme) }
    guard frame != shown else { return }
    let previous = shown?.size == frame.size ? shown : nil
    for row in 0..<min(frame.size.rows, size.rows) {
      let old = previous?.row(row)
      if let old, old == frame.row(row) { continue }
      paint(frame.row(row), over: old, row: row, columns: size.columns)
    }
    place(frame.cursor)
    wnoutrefresh(cn_stdscr())
    doupdate()
    shown = frame
  }

  /// Draws from the first to the last cell of a row that changed; ncurses leaves out the equal ones between.
  private mutating func paint(
    _ new: ArraySlice<Cell>, over old: ArraySlice<Cell>?, row: Int, columns: Int
  ) {
    var first = new.startIndex
    var end = min(new.endIndex, first + columns)
    if let old {
      while first < end, new[first] == old[first] { first += 1 }
      while first < end, new[end - 1] == old[end - 1] { end -= 1 }
      while first > new.startIndex, first < new.endIndex, new[first].isRightHalf { first -= 1 }
    }
    guard first < end else { return }
    line.removeAll(keepingCapacity: true)
    for cell in new[first..<end] {
      // ncurses draws both halves of a wide glyph from its left one; the ASCII that stands for it has one column.
      if glyphs.isASCII || !cell.isRightHalf { append(cell) }
    }
    mvwadd_wchnstr(cn_stdscr(), Int32(row), Int32(first - new.startIndex), line, Int32(line.count))
  }

  private mutating func append(_ cell: Cell) {
    // A character and its marks, ended by a zero.
    var text = (wchar_t(), wchar_t(), wchar_t(), wchar_t(), wchar_t(), wchar_t())
    withUnsafeMutableBytes(of: &text) { bytes in
      var offset = 0
      func store(_ scalar: Unicode.Scalar) {
        bytes.storeBytes(of: wchar_t(bitPattern: scalar.value), toByteOffset: offset, as: wchar_t.self)
        offset += MemoryLayout<wchar_t>.stride
      }
      if glyphs.isASCII {
        store(cell.scalar.isASCII ? cell.scalar : "?")
      } else {
        cell.forEachScalar(store)
      }
    }
    let ink = ink(cell.role, cell.surface)
    var drawn = cchar_t()
    withUnsafePointer(to: &text.0) { cn_set_cell(&drawn, $0, ink.attributes, ink.pair) }
    line.append(drawn)
  }

  private func place(_ cursor: Point?) {
    curs_set(cursor == nil ? 0 : 1)
    if let cursor { wmove(cn_stdscr(), Int32(cursor.row), Int32(cursor.column)) }
  }
}

extension Painter {
  private mutating func load(_ theme: Theme) {
    self.theme = theme
    shown = nil
    inks = Array(repeating: nil, count: Surface.allCases.count * Role.allCases.count)
  }

  private mutating func ink(_ role: Role, _ surface: Surface) -> Ink {
    let index = Int(surface.rawValue) * Role.allCases.count + Int(role.rawValue)
    if let ink = inks[index] { return ink }
    let style = theme?.style(role, on: surface, depth: depth) ?? Style()
    var ink = Ink(attributes: attributes(style.attributes))
    if style.foreground != nil || style.background != nil {
      // -1 where a small terminal has no pair left; the attributes then have to do.
      ink.pair = max(0, alloc_pair(code(style.foreground), code(style.background)))
    }
    inks[index] = ink
    return ink
  }

  private func attributes(_ attributes: Style.Attributes) -> attr_t {
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= CN_BOLD }
    if attributes.contains(.dim) { result |= CN_DIM }
    if attributes.contains(.italic) { result |= CN_ITALIC }
    if attributes.contains(.underline) { result |= CN_UNDERLINE }
    if attributes.contains(.reverse) { result |= CN_REVERSE }
    return result
  }

  /// A colour's number; −1 is the terminal's own.
  private func code(_ color: Color?) -> Int32 {
    switch color {
    case nil, .terminal: -1
    case .ansi(let index), .indexed(let index): Int32(index)
    case .rgb(let red, let green, let blue):
      // Numbers below 256 are the palette's, see `TrueColorEntry`.
      max(Int32(red) << 16 | Int32(green) << 8, 0x100) | Int32(blue)
    }
  }
}
