import NetworkModel

/// A column of the summary, declared once; tables in every format, the designer's and the manual iterate them.
public struct SummaryColumn: Sendable, Identifiable {
  /// What `--columns` calls it.
  public let id: String
  public let heading: String
  /// One line for the manual.
  public let summary: String
  public let isNumber: Bool
  public let value: @Sendable (SummaryRow) -> SummaryValue

  private init(
    _ id: String, _ heading: String, _ summary: String, isNumber: Bool = true,
    value: @escaping @Sendable (SummaryRow) -> SummaryValue
  ) {
    (self.id, self.heading, self.summary, self.isNumber, self.value) = (id, heading, summary, isNumber, value)
  }

  /// A column of numbers that are not known where a layer has no size.
  private static func counts(
    _ id: String, _ heading: String, _ summary: String,
    value: @escaping @Sendable (SummaryRow.Counts) -> Count
  ) -> SummaryColumn {
    SummaryColumn(id, heading, summary) { row in row.counts.map { .count(value($0)) } ?? .unknown }
  }
}

extension SummaryColumn {
  public static let all: [SummaryColumn] = [
    name, kind, shape, weights, biases, parameters, nonTrainable, multiplyAdds, activationBytes,
    receptiveField,
    inputs, share, multiplyAddShare, status,
  ]

  /// Those of a table when nothing else is asked for.
  public static let standard: [SummaryColumn] = [name, shape, weights, biases, parameters]

  public static let name = SummaryColumn("name", "Layer Name", "The layer's name", isNumber: false) {
    .name($0.name, $0.status)
  }
  public static let kind = SummaryColumn("kind", "Kind", "What kind of layer it is", isNumber: false) {
    $0.kind.map { .text($0) } ?? .empty
  }
  public static let shape = SummaryColumn(
    "shape", "Tensor Size", "Size of its output in the network's layout, the batch left out", isNumber: false
  ) { row in
    row.subject == .total ? .empty : row.size.map { .size($0) } ?? .unknown
  }
  public static let weights = counts("weights", "Weights", "Learned factors", value: \.weights)
  public static let biases = counts("biases", "Biases", "Learned summands", value: \.biases)
  public static let parameters = counts(
    "parameters", "Parameters", "Weights and biases: all that is trained", value: \.parameters)
  public static let nonTrainable = counts(
    "non_trainable", "Non-trainable", "Running statistics, which no gradient changes", value: \.nonTrainable)
  public static let multiplyAdds = counts(
    "macs", "MACs", "Multiply-adds for one example; twice as many FLOPs", value: \.multiplyAdds)
  public static let activationBytes = counts(
    "activation_bytes", "Activation Bytes", "Size of its outputs for the whole batch, four bytes an element",
    value: \.activationBytes)
  public static let receptiveField = SummaryColumn(
    "receptive_field", "Receptive Field", "How much of the input one element of the output sees"
  ) { $0.receptiveField.map { .extent($0) } ?? .empty }
  public static let inputs = SummaryColumn("inputs", "Inputs", "The layers that it reads", isNumber: false) {
    $0.inputs.isEmpty ? .empty : .text($0.inputs.joined(separator: ", "))
  }
  public static let share = SummaryColumn("share", "%", "Its share of the network's parameters, in percent") {
    row in
    guard let part = row.counts?.parameters.value, let all = row.allParameters.value else { return .unknown }
    return .share(part, of: all)
  }
  public static let multiplyAddShare = SummaryColumn(
    "macs_share", "% MACs", "Its share of the network's multiply-adds, in percent"
  ) { row in
    guard let part = row.counts?.multiplyAdds.value, let all = row.allMultiplyAdds.value else {
      return .unknown
    }
    return .share(part, of: all)
  }
  public static let status = SummaryColumn(
    "status", "Status", "ok, warning, provisional, blocked or error", isNumber: false
  ) { .text($0.status.rawValue) }
}
