import NetworkModel
import Terminal

/// A column of numbers on the screen's summary table. Name and size stand before them.
///
/// A width follows from the totals, which no cell exceeds, and not from the rows in sight: nothing moves
/// sideways while the table scrolls.
struct SummaryColumn: Sendable {
  let title: String
  let align: Alignment
  let role: Role
  let width: @Sendable (Totals) -> Int
  let cell: @Sendable (LayerFacts, Totals) -> String
  /// A bar of the screen's own characters instead of a text, as a share of the whole.
  let share: (@Sendable (LayerFacts, Totals) -> Double)?
  let total: @Sendable (Totals) -> String

  init(
    _ title: String, align: Alignment = .right, role: Role = .tableNumber,
    width: @escaping @Sendable (Totals) -> Int,
    cell: @escaping @Sendable (LayerFacts, Totals) -> String = { _, _ in "" },
    share: (@Sendable (LayerFacts, Totals) -> Double)? = nil,
    total: @escaping @Sendable (Totals) -> String = { _ in "" }
  ) {
    self.title = title
    self.align = align
    self.role = role
    self.width = width
    self.cell = cell
    self.share = share
    self.total = total
  }
}

extension SummaryColumn {
  static let weights = count("Weights", of: \.weights, sum: \.weights)
  static let biases = count("Biases", of: \.biases, sum: \.biases)
  static let parameters = count("Parameters", of: \.parameters, sum: \.parameters)

  static let percent = SummaryColumn(
    "%", width: { _ in 5 },
    cell: { facts, totals in facts.parameters == .zero ? "" : percentText(facts.share(of: totals)) },
    total: { $0.parameters == .zero ? "" : "100" })

  static let multiplyAdds = SummaryColumn(
    "MACs", width: { _ in 6 },
    cell: { facts, _ in shortText(facts.multiplyAdds) },
    total: { shortText($0.multiplyAdds) })

  static let field = SummaryColumn(
    "Field", width: { _ in 7 },
    cell: { facts, _ in facts.fieldText ?? "" })

  static let share = SummaryColumn(
    "Share", align: .left, role: .meter, width: { _ in 8 },
    share: { facts, totals in facts.share(of: totals) })

  private static func count(
    _ title: String, of count: @escaping @Sendable (LayerFacts) -> Count,
    sum: @escaping @Sendable (Totals) -> Count
  ) -> SummaryColumn {
    SummaryColumn(
      title,
      width: { max(title.count, sum($0).description.count) },
      cell: { facts, _ in count(facts).description },
      total: { sum($0).description })
  }
}

extension LayerFacts {
  /// The layer's share of all parameters, from 0 to 1.
  fileprivate func share(of totals: Totals) -> Double {
    guard let part = parameters.value, let whole = totals.parameters.value, whole > 0 else { return 0 }
    return Double(part) / Double(whole)
  }

  /// The receptive field: one number where all axes agree.
  fileprivate var fieldText: String? {
    guard let field = trace?.receptiveField, let first = field.first else { return nil }
    return field.allSatisfy { $0 == first } ? String(first) : field.map { String($0) }.joined(separator: "×")
  }
}

private func shortText(_ count: Count) -> String {
  guard let value = count.value else { return "> 9 E" }
  return value == 0 ? "" : value.abbreviated
}

/// Hundreds with one decimal: `71.8`.
private func percentText(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
