extension Chooser {
  init(_ purpose: Purpose, title: String, items: [Item], allowsSeveral: Bool = false, current: Value? = nil) {
    self.purpose = purpose
    self.title = title
    self.items = items
    self.allowsSeveral = allowsSeveral
    matches = Array(items.indices)
    index = current.flatMap { current in items.firstIndex { $0.value == current } } ?? 0
  }

  /// Narrows the list to what matches the filter.
  mutating func type(_ edit: TextEdit) {
    let text = filter.text
    filter.apply(edit)
    guard filter.text != text else { return }
    matches = TextMatch.ranked(items, by: filter.text) { [$0.title, $0.keyword] }
    index = 0
  }

  /// Marks the highlighted item as the next, or takes its mark away.
  mutating func toggleMark() {
    guard allowsSeveral, matches.indices.contains(index) else { return }
    let item = matches[index]
    if let place = marked.firstIndex(of: item) { marked.remove(at: place) } else { marked.append(item) }
  }

  /// What Enter takes: the marked items in order, or the highlighted one.
  var taken: [Item] { marked.isEmpty ? highlighted.map { [$0] } ?? [] : marked.map { items[$0] } }
}

/// How well what is typed matches a text.
enum TextMatch {
  /// The indices of the items that match, best first: those that begin with it, those that hold it, those that
  /// hold its letters in order and not far apart, the closer together the better. Equals keep their order.
  static func ranked<Item>(_ items: [Item], by filter: String, _ texts: (Item) -> [String]) -> [Int] {
    let filter = Array(filter.trimmed.lowercased().unicodeScalars)
    if filter.isEmpty { return Array(items.indices) }
    let ranks = items.enumerated().compactMap { index, item in
      texts(item).compactMap { rank(Array($0.lowercased().unicodeScalars), filter) }.min()
        .map { (rank: $0, index: index) }
    }
    return ranks.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.index)
  }

  /// Letters scattered over more columns than so many for each are there by chance.
  private static let farApart = 3

  private static func rank(_ text: [Unicode.Scalar], _ filter: [Unicode.Scalar]) -> Int? {
    if text.starts(with: filter) { return 0 }
    if text.indices.contains(where: { text[$0...].starts(with: filter) }) { return 1 }
    let first = text.firstIndex(of: filter[0]) ?? text.endIndex
    var rest = filter[...]
    for index in text.indices[first...] where text[index] == rest.first {
      rest.removeFirst()
      if rest.isEmpty { return index - first < farApart * filter.count ? 2 + index - first : nil }
    }
    return nil
  }
}
