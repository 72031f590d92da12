import NetworkModel
import Terminal

/// The connections beside the list that skip layers, drawn as a commit graph draws branches.
///
/// A layer whose output is read further down keeps a lane open until its last reader. What is looked at is the
/// visible rows and a bounded stretch above them, never the whole network: a connection that began further up
/// is not drawn.
struct Gutter {
  /// Lanes that are drawn; what is open beyond them shows as `⋯`.
  static let maximumLanes = 4
  /// How far above the visible rows the start of a connection is looked for.
  private static let lookBack = 256
  /// The stretch begins at a multiple of this, so that lanes stay where they are while the list scrolls.
  private static let stride = 64

  private enum Mark { case none, passes, opens, joins, closes }

  private var rows: [[Mark]] = []
  private var overflows: [Bool] = []
  /// The lanes that the visible rows use.
  private(set) var lanes = 0

  /// - Parameter visible: the rows to draw, as indices of the network's list.
  init(_ network: Network, visible: Range<Int>) {
    var open: [(source: Int, last: Int)?] = []
    let start = max(0, visible.lowerBound - Self.lookBack) / Self.stride * Self.stride
    let ids = network.ids
    for row in start..<max(start, visible.upperBound) {
      let isVisible = row >= visible.lowerBound
      var marks: [Mark] = open.map { $0 == nil ? .none : .passes }
      if !open.isEmpty {
        for wire in network.inputs(of: ids[row]) {
          guard let source = wire.source, let from = network.index(of: source),
            let lane = open.firstIndex(where: { $0?.source == from })
          else { continue }
          marks[lane] = open[lane]?.last == row ? .closes : .joins
        }
        for lane in open.indices where open[lane].map({ $0.last <= row }) ?? false { open[lane] = nil }
      }
      if let last = Self.lastSkip(from: ids[row], at: row, in: network) {
        let free = marks.indices.first { marks[$0] == .none } ?? marks.count
        if free == marks.count {
          marks.append(.opens)
          open.append((row, last))
        } else {
          marks[free] = .opens
          open[free] = (row, last)
        }
      }
      while let lane = open.last, lane == nil { open.removeLast() }
      guard isVisible else { continue }
      rows.append(Array(marks.prefix(Self.maximumLanes)))
      overflows.append(marks.dropFirst(Self.maximumLanes).contains { $0 != .none })
      lanes = max(lanes, rows[rows.count - 1].count)
    }
  }

  /// The last row that reads a layer, where that is not simply the next one.
  private static func lastSkip(from id: LayerID, at row: Int, in network: Network) -> Int? {
    var last = row + 1
    for reader in network.consumers(of: id) {
      if let index = network.index(of: reader), index > last { last = index }
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
    var text = glyphs.node
    for lane in 0..<lanes {
      text += lane <= end ? glyphs.wireAcross : " "
      if lane == Self.maximumLanes - 1, overflows[row] {
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
