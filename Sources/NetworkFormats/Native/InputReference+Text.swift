import NetworkModel

extension InputReference {
  /// Understands `name`, and `name:1` for a layer's second output unless a layer has exactly that name.
  init(written text: String, layers: Set<String>) {
    let scalars = text.unicodeScalars
    guard !layers.contains(text), let colon = scalars.lastIndex(of: ":"), colon > scalars.startIndex,
      case let digits = scalars[scalars.index(after: colon)...],
      digits.allSatisfy({ ("0"..."9").contains($0) }),
      let output = Int(String(digits))
    else {
      self.init(text)
      return
    }
    self.init(String(scalars[..<colon]), output: output)
  }

  /// The reference as `init(written:layers:)` understands it.
  func written(layers: Set<String>) -> String {
    if InputReference(written: description, layers: layers) == self { return description }
    // It reads as something else: another layer's name, or an output of one. A number then says which output
    // is meant, with zeros before it as long as that is a layer's name again.
    var zeros = ""
    while layers.contains("\(name):\(zeros)\(output)") { zeros += "0" }
    return "\(name):\(zeros)\(output)"
  }
}
