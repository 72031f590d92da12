import NetworkModel

/// What stands in a cell of the summary; how it is written depends on who reads it.
public enum SummaryValue: Hashable, Sendable {
  /// There is nothing to say.
  case empty
  /// There is a number, but a broken layer keeps it from being known.
  case unknown
  case name(String, SummaryRow.Status)
  case text(String)
  case size(TensorSize)
  case count(Count)
  case extent([Int])
  /// A part of a whole, shown in percent.
  case share(Int, of: Int)

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
    case .empty: ""
    case .unknown: reader == .person ? "-" : ""
    case .name(let name, let status):
      name.madeSafe + (reader == .person ? status.mark.map { " \($0)" } ?? "" : "")
    case .text(let text): text.madeSafe
    case .size(let size): size.asciiText
    case .count(let count): reader == .person ? count.description : count.value.map { String($0) } ?? ""
    case .extent(let sizes): sizes.map { String($0) }.joined(separator: "x")
    case .share(let part, let whole): percentage(part, of: whole)
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
private func percentage(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0.0" }
  let tenths = (Int128(part) * 2000 + Int128(whole)) / (2 * Int128(whole))
  return "\(tenths / 10).\(tenths % 10)"
}
