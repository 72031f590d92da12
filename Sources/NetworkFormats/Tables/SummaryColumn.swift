import NetworkModel

/// A column of the summary, declared once; tables in every format, the designer's and the manual iterate them.
public struct SummaryColumn: Sendable, Identifiable {
  /// What stands in a column's cells.
  public enum Content: Sendable {
    case words, number
    /// A number of bytes, which follows the element type.
    case bytes
    /// A part of the whole in percent, which says nothing that other columns do not.
    case share
    case bar
  }

  /// What `--columns` calls it.
  public let id: String
  public let heading: String
  /// One line for the manual.
  public let summary: String
  public let content: Content
  /// Whether it follows the order of execution: a row knows it only where `ActivationMemory` has been worked out.
  public let followsExecution: Bool
  public let value: @Sendable (SummaryRow) -> SummaryValue

  /// Whether it stands to the right.
  public var isNumber: Bool { content != .words && content != .bar }
  /// Whether it is a fact that no other column tells.
  var isMeasured: Bool { content == .number || content == .bytes }
  var isBytes: Bool { content == .bytes }

  private init(
    _ id: String, _ heading: String, _ summary: String, _ content: Content = .number,
    followsExecution: Bool = false, value: @escaping @Sendable (SummaryRow) -> SummaryValue
  ) {
    (self.id, self.heading, self.summary, self.content) = (id, heading, summary, content)
    (self.followsExecution, self.value) = (followsExecution, value)
  }

  /// What a count is one of.
  private enum Aspect {
    case parameters, work, activations
  }

  /// A row's count, if it has one to show: those of parameters that it shares stand with the layer that has them.
  private static func count(
    _ row: SummaryRow, _ aspect: Aspect, _ value: (LayerCounts) -> Count
  ) -> SummaryValue {
    guard let counts = row.counts, row.isModelled || aspect == .activations else { return .unknown }
    return aspect == .parameters && row.shares != nil ? .elsewhere : .count(value(counts))
  }

  private static func counts(
    _ id: String, _ heading: String, _ summary: String, _ aspect: Aspect, _ content: Content = .number,
    value: @escaping @Sendable (LayerCounts) -> Count
  ) -> SummaryColumn {
    SummaryColumn(id, heading, summary, content) { row in count(row, aspect, value) }
  }

  /// A row's part of the whole network's.
  private static func part(
    _ row: SummaryRow, _ aspect: Aspect, of total: (LayerCounts) -> Count,
    as value: (Int, Int) -> SummaryValue
  ) -> SummaryValue {
    let count = count(row, aspect, total)
    guard case .count(let part) = count else { return count }
    guard let part = part.value, let all = total(row.totals).value else { return .unknown }
    return value(part, all)
  }
}

extension SummaryColumn {
  public static let all: [SummaryColumn] = [
    name, kind, shape, weights, biases, parameters, nonTrainable, multiplyAdds, flops, activationBytes,
    parameterBytes, peakBytes, receptiveField, effectiveStride, start, inputs, shares, share,
    multiplyAddShare,
    shareBar,
    multiplyAddShareBar, status,
  ]

  /// Those of a table when nothing else is asked for.
  public static let standard: [SummaryColumn] = [name, shape, weights, biases, parameters]

  public static let name = SummaryColumn("name", "Layer Name", "The layer's name", .words) {
    .name($0.name, $0.status)
  }
  public static let kind = SummaryColumn("kind", "Kind", "What kind of layer it is", .words) {
    $0.kind.map { .text($0) } ?? .empty
  }
  public static let shape = SummaryColumn(
    "shape", "Tensor Size", "Size of its output in the network's layout, the batch left out", .words
  ) { row in
    row.subject == .total ? .empty : row.size.map { .size($0) } ?? .unknown
  }
  public static let weights = counts("weights", "Weights", "Learned factors", .parameters, value: \.weights)
  public static let biases = counts("biases", "Biases", "Learned summands", .parameters, value: \.biases)
  public static let parameters = counts(
    "parameters", "Parameters", "Weights and biases: all that is trained", .parameters, value: \.parameters)
  public static let nonTrainable = counts(
    "non_trainable", "Non-trainable", "Running statistics, which no gradient changes",
    .parameters, value: \.nonTrainable)
  public static let multiplyAdds = counts(
    "macs", "MACs", "Multiply-adds for one example", .work, value: \.multiplyAdds)
  public static let flops = counts(
    "flops", "FLOPs", "Twice the MACs, and one for each other operation on a number; for one example",
    .work, value: \.flops)
  public static let activationBytes = counts(
    "activation_bytes", "Activation Bytes", "Size of its outputs for the whole batch, in the element type",
    .activations, .bytes, value: \.activationBytes)
  public static let parameterBytes = counts(
    "parameter_bytes", "Parameter Bytes", "Size of its weights and biases, in the element type",
    .parameters, .bytes, value: \.parameterBytes)
  public static let peakBytes = SummaryColumn(
    "peak_activation_bytes", "Peak Bytes",
    "Activations held while it runs, each freed after its last use; in total, the most", .bytes,
    followsExecution: true
  ) { $0.peakBytes.map { .count($0) } ?? .unknown }
  public static let receptiveField = SummaryColumn(
    "receptive_field", "Receptive Field", "How much of the input one element of the output sees"
  ) { $0.trace?.receptiveField.map { .extent($0) } ?? .empty }
  public static let effectiveStride = SummaryColumn(
    "effective_stride", "Stride", "How far apart neighbouring elements lie in the input"
  ) { $0.trace?.effectiveStride.map { .fractions($0) } ?? .empty }
  public static let start = SummaryColumn(
    "start", "Start", "Where the middle of the first element's field lies, the input's first pixel at 0.5"
  ) { $0.trace?.start.map { .fractions($0) } ?? .empty }
  public static let inputs = SummaryColumn("inputs", "Inputs", "The layers that it reads", .words) {
    $0.inputs.isEmpty ? .empty : .text($0.inputs.joined(separator: ", "))
  }
  public static let shares = SummaryColumn(
    "shares", "Shares", "The layer whose parameters it uses, which are counted there", .words
  ) { $0.shares.map { .text($0) } ?? .empty }
  public static let share = SummaryColumn(
    "share", "%", "Its share of the network's parameters, in percent", .share
  ) { part($0, .parameters, of: \.parameters) { .share($0, of: $1) } }
  public static let multiplyAddShare = SummaryColumn(
    "macs_share", "% MACs", "Its share of the network's multiply-adds, in percent", .share
  ) { part($0, .work, of: \.multiplyAdds) { .share($0, of: $1) } }
  public static let shareBar = SummaryColumn(
    "share_bar", "Share", "Its share of the network's parameters, as a bar", .bar
  ) { part($0, .parameters, of: \.parameters) { .bar($0, of: $1) } }
  public static let multiplyAddShareBar = SummaryColumn(
    "macs_share_bar", "Share of MACs", "Its share of the network's multiply-adds, as a bar", .bar
  ) { part($0, .work, of: \.multiplyAdds) { .bar($0, of: $1) } }
  public static let status = SummaryColumn(
    "status", "Status", "ok, warning, provisional, blocked or error", .words
  ) { .text($0.status.rawValue) }
}
