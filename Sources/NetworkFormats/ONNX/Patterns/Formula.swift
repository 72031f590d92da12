/// What several operators compute together, as it is written: `Mul(x, Sigmoid(x))`. A name in small letters stands
/// for one tensor wherever it comes: `w` and `b` for something learned, `e` for any single number; `|` divides
/// what may stand in the same place. The order of sums and products is free.
indirect enum Formula {
  case tensor(Character)
  case number(Double)
  case operation(String, [Formula])
  case either([Formula])

  /// - Returns: `nil` for what is no formula.
  init?(_ text: String) {
    var rest = text.filter { $0 != " " }[...]
    guard let formula = Self.parse(&rest), rest.isEmpty else { return nil }
    self = formula
  }

  private static func parse(_ text: inout Substring) -> Formula? {
    var choices: [Formula] = []
    repeat {
      if text.first == "|" { text.removeFirst() }
      guard let choice = parseTerm(&text) else { return nil }
      choices.append(choice)
    } while text.first == "|"
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private static func parseTerm(_ text: inout Substring) -> Formula? {
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "." }
    text = text.dropFirst(word.count)
    if let number = Double(word) { return .number(number) }
    guard text.first == "(" else { return word.count == 1 ? word.first.map { .tensor($0) } : nil }
    var inputs: [Formula] = []
    repeat {
      text.removeFirst()
      guard let input = parse(&text) else { return nil }
      inputs.append(input)
    } while text.first == ","
    guard text.first == ")" else { return nil }
    text.removeFirst()
    return .operation(String(word), inputs)
  }

  /// The operators that the whole can be.
  var operators: [String] {
    switch self {
    case .operation(let type, _): [type]
    case .either(let choices): choices.flatMap(\.operators)
    case .tensor, .number: []
    }
  }
}
