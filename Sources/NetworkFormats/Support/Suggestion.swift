import NetworkModel

/// What follows a word that is not known: `; did you mean 'filters'?`, or what there is where nothing comes near.
package func suggestion(for word: String, in known: [String]) -> String {
  let nearest = nearestSuggestion(for: word, in: known)
  if !nearest.isEmpty || known.isEmpty || known.count > 64 { return nearest }
  return "; known are \(known.map(\.madeSafe).joined(separator: ", "))"
}

/// `; did you mean 'filters'?`, or nothing where nothing comes near.
package func nearestSuggestion(for word: String, in known: [String]) -> String {
  // No name is so long that more of it would matter, and a hostile one must not cost anything.
  nearestNames(to: String(word.prefix(80)), among: known).first.map { "; did you mean \($0.quoted)?" } ?? ""
}
