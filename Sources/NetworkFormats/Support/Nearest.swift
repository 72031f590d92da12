/// The candidate that is spelled most like a word; the first of several that are equally near.
///
/// Case, `_` and `-` do not count, and a candidate that only lacks an ending (`conv` for `Conv2d`) is near.
public func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
  let letters = comparable(word)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let distance = similarity(letters, comparable(candidate))
    if best == nil || distance < best?.distance ?? 0 { best = (candidate, distance) }
  }
  return best?.candidate
}

/// `; did you mean 'filters'?`, or nothing where there is no candidate.
func suggestion(for word: String, in candidates: some Sequence<String>) -> String {
  nearest(to: word, in: candidates).map { "; did you mean \($0.quoted)?" } ?? ""
}

/// No name is so long that more of it would matter, and a hostile one must not cost anything.
private func comparable(_ word: String) -> [Unicode.Scalar] {
  word.lowercased().unicodeScalars.filter { $0 != "_" && $0 != "-" }.prefix(48).map { $0 }
}

/// Twice the edit distance, but for a beginning in common only what is missing at the end.
private func similarity(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  let (short, long) = a.count < b.count ? (a, b) : (b, a)
  return short.count > 2 && long.starts(with: short) ? long.count - short.count : 2 * editDistance(a, b)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      row.append(cost)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count]
}
