/// Which columns of a picture stand beside each other: as many as fit a page, broken where few lines go on.
enum PictureRows {
  /// In pixels; a page of a README or of a paper shows about this much at a size that can be read.
  private static let page = 1200.0

  /// Broken where one line goes on; where more do only if that brings all of it down to three pages.
  ///
  /// - Parameter widths: of each column with the gap behind it.
  static func columns(of layout: PictureLayout, widths: [Double]) -> [ClosedRange<Int>] {
    let crossings = crossings(of: layout)
    let choices = (1...3).lazy.map { columns(crossings, widths, most: $0) }
    let fits = choices.first { rows in rows.allSatisfy { widths[$0].reduce(0, +) <= 3 * page } }
    return fits ?? columns(crossings, widths, most: 1)
  }

  private static func columns(_ crossings: [Int], _ widths: [Double], most: Int) -> [ClosedRange<Int>] {
    var rows: [ClosedRange<Int>] = []
    var first = 0
    var rest = widths.reduce(0, +)
    while first < widths.count {
      var (width, last, best) = (0.0, first, nil as Int?)
      // Beyond the page as long as there was no place to break, and to leave no short row at the end.
      while last < widths.count, best == nil || width + widths[last] <= page || rest - width <= page / 3 {
        width += widths[last]
        let mayBreak = crossings[last] <= most && width >= page / 2
        if mayBreak, best.map({ crossings[last] <= crossings[$0] }) ?? true { best = last }
        last += 1
      }
      let end = last == widths.count ? last - 1 : best ?? last - 1
      rows.append(first...end)
      rest -= widths[first...end].reduce(0, +)
      first = end + 1
    }
    return rows
  }

  /// How many lines leave each column to the right.
  private static func crossings(of layout: PictureLayout) -> [Int] {
    var changes = [Int](repeating: 0, count: layout.columnCount + 1)
    func count(_ columns: Range<Int>) {
      changes[columns.lowerBound] += 1
      changes[columns.upperBound] -= 1
    }
    var leaving: Set<Int> = []
    for connection in layout.connections {
      let (from, to) = (layout.places[connection.from].column, layout.places[connection.to].column)
      guard from < to else { continue }
      if leaving.insert(connection.from).inserted { count(from..<from + 1) }
      if connection.lane != nil, connection.start != .beforeReader { count(from + 1..<to) }
    }
    var running = 0
    return changes.dropLast().map { change in
      running += change
      return running
    }
  }
}
