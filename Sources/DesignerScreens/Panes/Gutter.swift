import Designer
import NetworkModel
import Terminal

/// The connections beside the list that skip layers, drawn as a commit graph draws branches.
///
/// A layer whose output is read further down keeps a lane open until its last reader. What is looked at is the
/// visible rows and a bounded stretch above them, never the whole network: a connection that began further up
/// is not drawn.
struct Gutter {
  /// Lanes that are drawn; what is open beyond them shows as `⋯`.
  static let mostLanes = 4
  /// How far above the visible rows the start of a connection is looked for.
  private static let lookBack = 192
  /// What is looked at begins and ends at a multiple of this, so that lanes stay where they are while the list
  /// scrolls.
  private static let stride = 64

  /// Of a folded group only so many layers at its end are asked who reads them: it may hold any number.
  private static let lookInside = 4

  private enum Mark { case none, passes, opens, joins, closes }

  /// A layer whose output is still to be read.
  private struct Lane {
    let source: Int
    let last: Int
  }

  private let most: Int
  private var rows: [[Mark]] = []
  private var folded: [Bool] = []
  private var overflows: [Bool] = []
  /// The lanes that are drawn, here and nearby.
  private(set) var lanes = 0

  /// - Parameter most: how many lanes there is room for.
  init(_ state: DesignerState, visible: Range<Int>, most: Int = mostLanes) {
    self.most = most
    var open: [Lane?] = []
    let start = max(0, visible.lowerBound - Self.lookBack) / Self.stride * Self.stride
    let end = min(state.rowCount, (visible.upperBound / Self.stride + 1) * Self.stride)
    for row in start..<max(start, end) {
      let marks = Self.advance(&open, to: row, state)
      lanes = min(max(lanes, marks.count), most)
      guard visible.contains(row) else { continue }
      rows.append(Array(marks.prefix(most)))
      folded.append(state.isFolded(row: row))
      overflows.append(marks.dropFirst(most).contains { $0 != .none })
    }
  }

  /// Goes on to a row: closes the lanes that end there and opens the one that begins there.
  private static func advance(
    _ open: inout [Lane?], to row: Int, _ state: DesignerState
  ) -> [Mark] {
    let ids = state.network.ids[state.places(ofRow: row).suffix(lookInside)]
    let last = lastSkip(from: ids, at: row, state)
    if open.isEmpty, last == nil { return [] }
    var marks: [Mark] = open.map { $0 == nil ? .none : .passes }
    for wire in ids.lazy.flatMap({ state.network.inputs(of: $0) }) {
      guard let source = wire.source.flatMap({ state.row(of: $0) }),
        // The layer right below needs no line: it stands there.
        source != row - 1, let lane = open.firstIndex(where: { $0?.source == source })
      else { continue }
      marks[lane] = open[lane]?.last == row ? .closes : .joins
    }
    for (lane, end) in open.enumerated() where (end?.last).map({ $0 <= row }) ?? false {
      // Read by one of a folded group's layers that was not looked at.
      if marks[lane] == .passes { marks[lane] = .closes }
      open[lane] = nil
    }
    if let last {
      let lane = marks.firstIndex(of: .none) ?? marks.count
      if lane == marks.count {
        marks.append(.opens)
        open.append(nil)
      }
      marks[lane] = .opens
      open[lane] = Lane(source: row, last: last)
    }
    while case .some(.none) = open.last { open.removeLast() }
    return marks
  }

  /// The last row that reads one of a row's layers, where that is not simply the next one.
  private static func lastSkip(from ids: ArraySlice<LayerID>, at row: Int, _ state: DesignerState) -> Int? {
    var last = row + 1
    for reader in ids.lazy.flatMap({ state.network.consumers(of: $0) }) {
      if let reading = state.row(of: reader), reading > last { last = reading }
    }
    return last > row + 1 ? last : nil
  }

  /// The columns of the whole gutter, its layers' own column included.
  var columns: Int { lanes == 0 ? 0 : 1 + 2 * lanes }

  /// The gutter of the visible row with that number.
  func text(row: Int, glyphs: Glyphs) -> String {
    guard lanes > 0, row < rows.count else { return "" }
    let marks = rows[row]
    let end = marks.lastIndex { $0 == .opens || $0 == .joins || $0 == .closes } ?? -1
    var text = folded[row] ? glyphs.folded : glyphs.node
    for lane in 0..<lanes {
      text += lane <= end ? glyphs.wireAcross : " "
      if lane == most - 1, overflows[row] {
        text += glyphs.more
        continue
      }
      switch lane < marks.count ? marks[lane] : .none {
      case .none: text += lane < end ? glyphs.wireAcross : " "
      case .passes: text += glyphs.wire
      case .opens: text += glyphs.wireOpens
      case .joins: text += glyphs.teeRight
      case .closes: text += glyphs.wireCloses
      }
    }
    return text
  }
}
