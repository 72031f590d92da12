import NetworkModel

/// Values that layers have, so that layers with the same ones have them in the same place in memory: they are most of
/// what a layer takes, and a deep network repeats a few blocks.
struct KnownAttributes {
  /// More are in no network that repeats any.
  private static let capacity = 1024
  private var lists: Set<AttributeList> = []

  mutating func shared(_ list: AttributeList) -> AttributeList {
    if list.isEmpty { return list }
    if lists.count < Self.capacity { return lists.insert(list).memberAfterInsert }
    return lists.firstIndex(of: list).map { lists[$0] } ?? list
  }
}
