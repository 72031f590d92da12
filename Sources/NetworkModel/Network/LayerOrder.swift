/// The order of the layers in the list.
///
/// A layer's index is remembered as a hint and found again by looking outward from it: one insertion or removal
/// moves each index by one at most, so nothing has to be renumbered when the list changes.
struct LayerOrder: Sendable {
  private(set) var ids: [LayerID] = []
  private var hints: [Int32] = []
  /// Insertions and removals since all hints were taken.
  private var drift = 0
  private static let toleratedDrift = 512

  var count: Int { ids.count }

  subscript(index: Int) -> LayerID { ids[index] }

  /// The layer's index, or `nil` when it is not in the list.
  ///
  /// - Complexity: O(*k*), *k* the number of insertions and removals since the hint was taken, at most 512.
  func index(of id: LayerID) -> Int? {
    guard id.index < hints.count else { return nil }
    let hint = Int(hints[id.index])
    if hint < 0 { return nil }
    if hint < ids.count, ids[hint] == id { return hint }
    var (below, above) = (min(hint, ids.count) - 1, hint + 1)
    while below >= 0 || above < ids.count {
      if below >= 0 {
        if ids[below] == id { return below }
        below -= 1
      }
      if above < ids.count {
        if ids[above] == id { return above }
        above += 1
      }
    }
    return nil
  }

  mutating func insert(_ id: LayerID, at index: Int) {
    ids.insert(id, at: index)
    while hints.count <= id.index { hints.append(-1) }
    hints[id.index] = Int32(index)
    refresh(around: index)
  }

  mutating func remove(_ id: LayerID) {
    guard let index = index(of: id) else { return }
    ids.remove(at: index)
    hints[id.index] = -1
    refresh(around: index)
  }

  mutating func append(contentsOf new: some Sequence<LayerID>) {
    for id in new {
      while hints.count <= id.index { hints.append(-1) }
      hints[id.index] = Int32(ids.count)
      ids.append(id)
    }
  }

  /// Keeps the hints fresh where the work is; all of them when they have become too old.
  private mutating func refresh(around index: Int) {
    drift += 1
    if drift > Self.toleratedDrift {
      drift = 0
      for (index, id) in ids.enumerated() { hints[id.index] = Int32(index) }
    } else {
      for near in max(index - 16, 0)..<min(index + 16, ids.count) { hints[ids[near].index] = Int32(near) }
    }
  }
}
