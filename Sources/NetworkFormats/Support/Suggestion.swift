import NetworkModel

/// What follows a word that is not known: `; did you mean 'filters'?`, or what there is where nothing comes near.
func suggestion(for word: String, in known: [String]) -> String {
  // No name is so long that more of it would matter, and a hostile one must not cost anything.
  if let nearest = nearestNames(to: String(word.prefix(80)), among: known).first {
    return "; did you mean \(nearest.quoted)?"
  }
  return known.isEmpty || known.count > 64
    ? "" : "; known are \(known.map(\.madeSafe).joined(separator: ", "))"
}
