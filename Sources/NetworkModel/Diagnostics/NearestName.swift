/// The names most like one that is not known, best first: what somebody who mistyped may have meant.
/// Names in which more than a third would have to change are left out.
public func nearestNames(to name: String, among known: some Sequence<String>, limit: Int = 1) -> [String] {
  let wanted = comparable(name)
  let tolerance = max(1, (wanted.count + 2) / 3)
  let scored = known.enumerated().compactMap {
    index, candidate -> (distance: Int, index: Int, name: String)? in
    let distance = editDistance(wanted, comparable(candidate), limit: tolerance)
    return distance <= tolerance ? (distance, index, candidate) : nil
  }
  return scored.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(limit).map(\.name)
}

/// A text without its case. Nobody mistypes a name of more than so many characters, and each costs time.
private func comparable(_ text: String) -> [Unicode.Scalar] {
  Array(text.lowercased().unicodeScalars.prefix(80))
}

/// Insertions, deletions, replacements and swaps of neighbours that make one text of another; more than `limit`
/// comes out as anything above it.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
  if abs(a.count - b.count) > limit { return limit + 1 }
  var older: [Int] = []
  var old = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var best = min(old[j] + (a[i] == b[j] ? 0 : 1), old[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
      row.append(best)
    }
    (older, old) = (old, row)
  }
  return old[b.count]
}
