/// What the layers of one sweep came to, for those after them that do the same to an input of the same shape: a deep
/// network repeats a few blocks.
struct VisitMemo {
  struct Entry: BitwiseCopyable {
    fileprivate var recipe = RecipeBook.none
    /// Whether the layer stood on sure numbers; otherwise it was not asked whether its windows divide.
    fileprivate var isSound = false
    fileprivate var input = Shape()
    fileprivate(set) var shape = Shape()
    fileprivate(set) var counts = LayerCounts()
    fileprivate(set) var constrainsInput = false
    fileprivate(set) var paddingFollowsSize = false
    fileprivate var path = Path.other
    fileprivate var windows = Windows()
  }

  /// How a trace goes on behind the layer.
  fileprivate enum Path: BitwiseCopyable {
    case windows, pointwise, other
  }

  /// In which an entry has one place, by what it is found by; the newest stays.
  private var entries: [Entry] = []
  private var additions = 0

  private static let capacity = 128
  /// A sweep through fewer layers would not be worth the table.
  private static let leastAdditions = 8

  subscript(place: Int) -> Entry {
    // Read in place, since an entry is large.
    @inline(__always) _read { yield entries[place] }
  }

  /// The place of what such a layer came to on such an input.
  @inline(__always)
  func place(of recipe: Int32, on input: Shape, isSound: Bool) -> Int? {
    guard !entries.isEmpty else { return nil }
    let place = Self.place(recipe, input)
    return entries[place].recipe == recipe && entries[place].isSound == isSound
      && entries[place].input == input
      ? place : nil
  }

  /// The trace behind a layer of this sort with one input; nil where its rule has to be asked.
  @inline(__always)
  func trace(at place: Int, behind trace: SpatialTrace) -> SpatialTrace? {
    switch entries[place].path {
    case .windows: trace.passing(entries[place].windows)
    case .pointwise: trace
    case .other: nil
    }
  }

  /// Keeps what a layer came to that found nothing wrong.
  mutating func add(
    _ recipe: Int32, on input: Shape, _ result: borrowing LayerVisit.Result, _ windows: Windows,
    _ rule: SpatialRule
  ) {
    additions += 1
    guard additions > Self.leastAdditions else { return }
    if entries.isEmpty { entries = Array(repeating: Entry(), count: Self.capacity) }
    let place = Self.place(recipe, input)
    entries[place].recipe = recipe
    entries[place].isSound = result.signal.standing == .sound
    entries[place].input = input
    entries[place].shape = result.signal.shape
    entries[place].counts = result.counts
    entries[place].constrainsInput = result.signal.constrainsInput
    entries[place].paddingFollowsSize = false
    switch rule {
    case .windows:
      entries[place].path = .windows
      entries[place].windows = windows
      for axis in 0..<windows.count where windows[axis].paddingFollowsSize {
        entries[place].paddingFollowsSize = true
      }
    case .pointwise: entries[place].path = .pointwise
    case .source, .still, .across, .mixing: entries[place].path = .other
    }
  }

  @inline(__always)
  private static func place(_ recipe: Int32, _ input: Shape) -> Int {
    var hash = UInt(truncatingIfNeeded: recipe)
    for axis in 0..<input.rank {
      hash = (hash &* 0x9E37_79B9_7F4A_7C15) ^ UInt(truncatingIfNeeded: input[axis])
    }
    return Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 32) % capacity
  }
}
