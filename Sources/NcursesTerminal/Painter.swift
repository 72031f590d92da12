import CNcurses
import Terminal

/// Puts frames on ncurses' screen: only the runs of cells that changed.
struct Painter {
  private let depth: ColorDepth
  private let glyphs: Glyphs
  /// A blank in each style of `theme`, by role and surface, made when first used: some terminals have 64 pairs of
  /// colours.
  private var blanks: [cchar_t?] = []
  private var theme: Theme?
  /// What ncurses has; nil where that has to be found out by drawing all of it.
  private var shown: Frame?
  private var line: [cchar_t] = []

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
    let previous = shown?.size == frame.size ? shown : nil
    for row in 0..<min(frame.size.rows, size.rows) {
      let cells = frame.row(row)
      if let previous {
        frame.forEachChange(inRow: row, since: previous) { paint(cells, $0, row: row, columns: size.columns) }
      } else {
        paint(cells, 0..<cells.count, row: row, columns: size.columns)
      }
    }
    place(frame.cursor)
    wnoutrefresh(cn_stdscr())
    doupdate()
    shown = frame
  }

  /// Hands a run of a row's cells to ncurses, which finds the shortest way to write it.
  private mutating func paint(_ row: ArraySlice<Cell>, _ run: Range<Int>, row number: Int, columns: Int) {
    let run = run.clamped(to: 0..<columns)
    line.removeAll(keepingCapacity: true)
    for cell in row[row.startIndex + run.lowerBound..<row.startIndex + run.upperBound] {
      // ncurses draws both halves of a wide glyph from its left one; the ASCII that stands for it has one column.
      if glyphs.isASCII || !cell.isRightHalf { line.append(drawn(cell)) }
    }
    guard !line.isEmpty else { return }
    mvwadd_wchnstr(cn_stdscr(), Int32(number), Int32(run.lowerBound), line, Int32(line.count))
  }

  /// A cell as ncurses has it: a character with its marks, and how they look.
  private mutating func drawn(_ cell: Cell) -> cchar_t {
    var drawn = blank(cell.role, cell.surface)
    if glyphs.isASCII {
      drawn.chars.0 = wchar_t(bitPattern: (cell.scalar.isASCII ? cell.scalar : "?").value)
    } else {
      drawn.chars.0 = wchar_t(bitPattern: cell.scalar.value)
      if cell.hasMarks {
        withUnsafeMutableBytes(of: &drawn.chars) { bytes in
          let places = bytes.bindMemory(to: wchar_t.self)
          var index = 0
          cell.forEachScalar {
            places[index] = wchar_t(bitPattern: $0.value)
            index += 1
          }
        }
      }
    }
    return drawn
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
    blanks = Array(repeating: nil, count: Surface.allCases.count * Role.allCases.count)
  }

  private mutating func blank(_ role: Role, _ surface: Surface) -> cchar_t {
    let index = Int(surface.rawValue) * Self.roleCount + Int(role.rawValue)
    if let blank = blanks[index] { return blank }
    let style = theme?.style(role, on: surface, depth: depth) ?? Style()
    var pair: Int32 = 0
    if style.foreground != nil || style.background != nil {
      // -1 where a small terminal has no pair left; the attributes then have to do.
      pair = max(0, alloc_pair(code(style.foreground), code(style.background)))
    }
    var blank = cchar_t()
    cn_set_cell(&blank, [0x20, 0], attributes(style.attributes), pair)
    blanks[index] = blank
    return blank
  }

  private static let roleCount = Role.allCases.count

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
      // Numbers below 256 are the palette's, see `XtermEntry`.
      max(Int32(red) << 16 | Int32(green) << 8, 0x100) | Int32(blue)
    }
  }
}
