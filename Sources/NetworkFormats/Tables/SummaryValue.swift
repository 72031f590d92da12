import NetworkModel

/// What stands in a cell of the summary; how it is written depends on who reads it.
public enum SummaryValue: Hashable, Sendable {
  /// There is nothing to say.
  case empty
  /// It is counted with another layer and adds nothing here.
  case elsewhere
  /// There is a number, but a broken layer keeps it from being known.
  case unknown
  case name(String, SummaryRow.Status)
  case text(String)
  case size(TensorSize)
  case count(Count)
  case extent([Int])
  case fractions([Fraction])
  /// A part of a whole, shown in percent.
  case share(Int, of: Int)
  /// The same with a bar.
  case bar(Int, of: Int)

  /// Who reads the text.
  public enum Reader: Sendable {
    /// A person: thousands separated by commas, a mark behind a broken layer's name, `-` for what is not known.
    case person
    /// A program: plain numbers, nothing for what is not known.
    case program
  }

  /// The text, ASCII but for what an author wrote, and safe to print.
  public func text(for reader: Reader) -> String {
    switch self {
    case .empty, .elsewhere: ""
    case .unknown: reader == .person ? "-" : ""
    case .name(let name, let status):
      name.madeSafe + (reader == .person ? status.mark.map { " \($0)" } ?? "" : "")
    case .text(let text): text.madeSafe
    case .size(let size): size.asciiText
    case .count(let count): reader == .person ? count.description : count.value.map { String($0) } ?? ""
    case .extent(let sizes): sizes.map { String($0) }.joined(separator: "x")
    case .fractions(let numbers):
      numbers.map { reader == .person ? asciiNumbers($0.description) : $0.decimal }.joined(separator: "x")
    case .share(let part, let whole): percentage(part, of: whole)
    case .bar(let part, let whole):
      reader == .person ? percentageWithBar(part, of: whole) : percentage(part, of: whole)
    }
  }

  /// Whether an author's words may stand in it, which a spreadsheet must not take for a formula.
  var isAuthored: Bool {
    switch self {
    case .name, .text: true
    default: false
    }
  }
}

/// To a tenth of a percent, rounded: `71.8`.
func percentage(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0.0" }
  let tenths = (Int128(part) * 2000 + Int128(whole)) / (2 * Int128(whole))
  return "\(tenths / 10).\(tenths % 10)"
}

/// The percentage, and a sign for each five percent, rounded: ` 71.8 ##############`.
private func percentageWithBar(_ part: Int, of whole: Int) -> String {
  let percentage = percentage(part, of: whole)
  let signs = whole > 0 ? (Int128(part) * 40 + Int128(whole)) / (2 * Int128(whole)) : 0
  let bar = String(repeating: "#", count: Int(min(max(signs, 0), 20)))
  return String(repeating: " ", count: max(0, 5 - percentage.count)) + "\(percentage) \(bar)"
}

extension SummaryValue {
  /// What rows are put in order by.
  enum SortKey {
    case numbers([Fraction])
    case text(String)
    case nothing

    /// Numbers go from the largest down, words from A to Z; what is not known comes last.
    func precedes(_ other: SortKey) -> Bool {
      switch (self, other) {
      case (.numbers(let a), .numbers(let b)):
        b.lexicographicallyPrecedes(a) { $0.isLess(than: $1) }
      case (.text(let a), .text(let b)): a < b
      case (.nothing, _): false
      case (_, .nothing): true
      case (.numbers, .text): true
      case (.text, .numbers): false
      }
    }
  }

  var sortKey: SortKey {
    switch self {
    case .empty, .elsewhere, .unknown: .nothing
    case .name(let text, _), .text(let text): .text(text)
    case .size(let size): .numbers([Fraction(size.shape.elements.value ?? .max)])
    case .count(let count): .numbers([Fraction(count.value ?? .max)])
    case .extent(let sizes): .numbers(sizes.map { Fraction($0) })
    case .fractions(let numbers): .numbers(numbers)
    case .share(let part, let whole), .bar(let part, let whole): .numbers([Fraction(part, whole)])
    }
  }
}

extension Fraction {
  fileprivate var decimal: String {
    isWhole ? String(numerator) : String(Double(numerator) / Double(denominator))
  }

  fileprivate func isLess(than other: Fraction) -> Bool {
    Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
  }
}
