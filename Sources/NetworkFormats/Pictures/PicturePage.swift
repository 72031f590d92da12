/// Where columns and lanes lie on paper, in pixels. A picture that is too wide goes on in rows.
struct PicturePage {
  /// What a node takes: its width, and its height from the middle of its box.
  struct Extent {
    let width, above, below: Double
  }
  typealias Point = (x: Double, y: Double)

  private struct Row {
    let columns: ClosedRange<Int>
    /// The lanes of the lines that go on in the next row, from the top.
    var crossing: [Int] = []
    /// The middle of the boxes of each lane that something is in.
    var lanes: [Int: Double] = [:]
    var bottom = 0.0
  }

  static let margin = 24.0
  private static let gap = 34.0
  private static let heading = 44.0
  /// Between two lines that run side by side.
  private static let lineGap = 7.0

  private let layout: PictureLayout
  private var widths: [Double]
  private var lefts: [Double] = []
  private var rows: [Row]
  private var rowOfColumn: [Int] = []
  private(set) var size = (width: 0.0, height: 0.0)

  /// - Parameter extents: of each node.
  init(_ layout: PictureLayout, _ extents: [Extent]) {
    self.layout = layout
    widths = [Double](repeating: 0, count: layout.columnCount)
    for (place, extent) in zip(layout.places, extents) {
      widths[place.column] = max(widths[place.column], extent.width)
    }
    rows = PictureRows.columns(of: layout, widths: widths.map { $0 + Self.gap }).map { Row(columns: $0) }
    for (index, row) in rows.enumerated() { rowOfColumn += row.columns.map { _ in index } }
    stack(extents)
    for (index, row) in rows.enumerated() {
      var x = Self.margin + (index == 0 ? 0 : Self.gap)
      for column in row.columns {
        lefts.append(x)
        x += widths[column] + Self.gap
      }
      size.width = max(size.width, x - (row.crossing.isEmpty ? Self.gap : 0) + Self.margin)
    }
    size.height = (rows.last?.bottom ?? Self.heading) + Self.margin
  }

  /// Lanes as high as what stands in them, rows as high as their lanes and the lines below them.
  private mutating func stack(_ extents: [Extent]) {
    var heights = rows.map { _ in [Int: (above: Double, below: Double)]() }
    func take(_ lane: Int, in row: Int, above: Double = 6, below: Double = 6) {
      let taken = heights[row][lane] ?? (0, 0)
      heights[row][lane] = (max(taken.above, above), max(taken.below, below))
    }
    for (place, extent) in zip(layout.places, extents) {
      take(place.lane, in: rowOfColumn[place.column], above: extent.above, below: extent.below)
    }
    for connection in layout.connections where connection.start != .beforeReader {
      let (from, to) = (layout.places[connection.from], layout.places[connection.to])
      let (first, last) = (rowOfColumn[from.column], rowOfColumn[to.column])
      for row in first..<max(first, last) {
        let lane =
          connection.lane.flatMap { from.column == rows[row].columns.upperBound ? nil : $0 } ?? from.lane
        rows[row].crossing.append(lane)
        take(lane, in: row + 1)
      }
      if let lane = connection.lane { for row in first...last { take(lane, in: row) } }
    }
    var y = Self.heading
    for row in rows.indices {
      rows[row].crossing = Set(rows[row].crossing).sorted()
      for (lane, height) in heights[row].sorted(by: { $0.key < $1.key }) {
        rows[row].lanes[lane] = y + height.above
        y += height.above + height.below
      }
      rows[row].bottom = y
      y += Double(rows[row].crossing.count) * Self.lineGap + 2 * Self.lineGap
    }
  }

  /// The middle of a node's box.
  func middle(of node: Int) -> Point {
    let place = layout.places[node]
    return (lefts[place.column] + widths[place.column] / 2, height(of: place.lane, at: place.column))
  }

  private func height(of lane: Int, at column: Int) -> Double { rows[rowOfColumn[column]].lanes[lane] ?? 0 }
}

// MARK: - Lines

extension PicturePage {
  /// From the right of one box to the left of another, as a path: through a lane where there is something between
  /// them. It changes lanes only between columns, where nothing is written.
  func path(of connection: PictureLayout.Connection, leaving start: Double, entering end: Double) -> String {
    let (from, to) = (layout.places[connection.from], layout.places[connection.to])
    let (source, target) = (middle(of: connection.from).y, "L\(point((end, middle(of: connection.to).y)))")
    guard from.column < to.column else { return "M\(point((start, source)))" + target }
    let lane = connection.lane ?? to.lane
    let enters = to.column > from.column + 1
    let next = from.column + 1
    var path: String
    switch connection.start {
    case .beforeReader:
      return "M\(point(gap(before: to.column, lane)))" + change(from: lane, to: to.lane, before: to.column)
        + target
    case .behindSource:
      path = "M\(point(gap(before: next, from.lane)))" + change(from: from.lane, to: lane, before: next)
    case .source: path = "M\(point((start, source)))" + pass(from: from.lane, to: lane, before: next)
    }
    for row in rowOfColumn[next]..<rowOfColumn[to.column] {
      path += pass(from: lane, to: lane, before: rows[row + 1].columns.lowerBound)
    }
    if enters { path += change(from: lane, to: to.lane, before: to.column) }
    return path + target
  }

  /// From one column to the next, which may be the first of the next row.
  private func pass(from lane: Int, to next: Int, before column: Int) -> String {
    let row = rowOfColumn[column]
    guard column == rows[row].columns.lowerBound else { return change(from: lane, to: next, before: column) }
    let lanes = rows[row - 1].crossing
    // The uppermost line is the outermost one.
    let order = Double(lanes.firstIndex(of: lane) ?? 0)
    let inner = (Double(lanes.count) - order) * Self.lineGap
    let end = lefts[column - 1] + widths[column - 1] + inner
    let turn = rows[row - 1].bottom + inner
    let (before, after) = (height(of: lane, at: column - 1), height(of: lane, at: column))
    let start = Self.margin + order * Self.lineGap
    return [(end, before), (end, turn), (start, turn), (start, after)].map { "L\(point($0))" }.joined()
      + change(from: lane, to: next, before: column)
  }

  private func change(from: Int, to: Int, before column: Int) -> String {
    if from == to { return "" }
    let (start, end, right) = (gap(before: column, from), height(of: to, at: column), lefts[column])
    let middle = (start.x + right) / 2
    return "L\(point(start))"
      + "C\(point((middle, start.y))) \(point((middle, end))) \(point((right - 8, end)))"
  }

  private func gap(before column: Int, _ lane: Int) -> Point {
    (lefts[column] - Self.gap, height(of: lane, at: column))
  }

  private func point(_ point: Point) -> String { "\(pixels(point.x)) \(pixels(point.y))" }
}

/// To a tenth of a pixel.
func pixels(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
}
