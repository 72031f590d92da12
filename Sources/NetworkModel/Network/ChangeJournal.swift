import Synchronization

/// Which layers have been touched since when, so that an analysis need not look at the others.
///
/// A stamp is unique in the process: two copies of a network that went different ways never share a later one,
/// and an analysis that comes with a stamp of the other copy is told that nothing is known.
struct ChangeJournal: Sendable {
  private var touched: [LayerID] = []
  /// For each edit the stamp after it, and how many touches there were by then, from the very first on.
  private var marks: [(stamp: UInt64, end: Int)]
  private var dropped = 0
  private static let capacity = 16_384

  var stamp: UInt64 { marks[marks.count - 1].stamp }

  init() { marks = [(ChangeJournal.nextStamp(), 0)] }

  private static let counter = Atomic<UInt64>(0)
  static func nextStamp() -> UInt64 { counter.wrappingAdd(1, ordering: .relaxed).newValue }

  mutating func touch(_ id: LayerID) { touched.append(id) }

  /// Ends an edit.
  mutating func seal() {
    marks.append((Self.nextStamp(), dropped + touched.count))
    if touched.count > Self.capacity || marks.count > Self.capacity { forgetOlderHalf() }
  }

  /// Makes all that was known before unknown: what changed concerns every layer.
  mutating func invalidate() {
    dropped += touched.count
    touched.removeAll()
    marks = [(Self.nextStamp(), dropped)]
  }

  /// The layers touched since a stamp, some perhaps more than once; `nil` when that is not known.
  func changes(since stamp: UInt64) -> ArraySlice<LayerID>? {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].stamp < stamp { low = middle + 1 } else { high = middle }
    }
    guard low < marks.count, marks[low].stamp == stamp else { return nil }
    return touched[(marks[low].end - dropped)...]
  }

  private mutating func forgetOlderHalf() {
    marks.removeFirst(marks.count / 2)
    let gone = marks[0].end - dropped
    touched.removeFirst(gone)
    dropped += gone
  }
}
