import NetworkModel

/// A row of the summary: a layer, a folded group, or the total. Made for one layer at the cost of that layer,
/// so that a screen can ask for the rows it shows.
public struct SummaryRow: Sendable {
  public enum Subject: Hashable, Sendable {
    case layer(LayerID)
    /// Layers of a group, folded into one row.
    case group
    case total
  }

  /// How far a row can be trusted, the worst last.
  public enum Status: String, Comparable, Sendable {
    case ok, warning, provisional, blocked, error

    private var rank: Int {
      switch self {
      case .ok: 0
      case .warning: 1
      case .provisional: 2
      case .blocked: 3
      case .error: 4
      }
    }
    public static func < (a: Status, b: Status) -> Bool { a.rank < b.rank }

    /// What stands behind the name in a table: `x` broken, `~` provisional or blocked, `!` warned about.
    public var mark: String? {
      switch self {
      case .ok: nil
      case .warning: "!"
      case .provisional, .blocked: "~"
      case .error: "x"
      }
    }
  }

  public let subject: Subject
  public let name: String
  public private(set) var status = Status.ok
  /// As the native file spells it; nothing for a group and the total.
  public private(set) var kind: String?
  public private(set) var inputs: [String] = []
  /// The layer whose parameters it uses, so that they are counted there.
  public private(set) var shares: String?
  /// Whether its parameters and its work are known.
  public private(set) var isModelled = true
  /// Of the layer's first output, or of the last layer of a group; nothing where that has none.
  public private(set) var size: TensorSize?
  /// Where one element of the output lies in the input; nothing where that is not known.
  public private(set) var trace: SpatialTrace?
  /// The numbers; nothing where a layer has no size, so that they are not known.
  public private(set) var counts: LayerCounts?
  /// The most bytes of activations that are held while the layer, or one of several, runs; nothing where that has
  /// not been worked out or is not known.
  public private(set) var peakBytes: Count?
  /// The sums over the whole network.
  public let totals: LayerCounts
}

extension SummaryRow {
  /// The row of a layer.
  ///
  /// - Parameter memory: for the columns that follow the order of execution.
  public init(
    _ id: LayerID, in network: Network, _ analysis: Analysis, _ memory: ActivationMemory? = nil
  ) {
    let facts = analysis[id]
    let layer = network[id]
    subject = .layer(id)
    name = layer?.name ?? ""
    kind = layer?.kind.name
    status = Status(facts)
    inputs = network.inputNames(of: id)
    shares = network.parameterOwner(of: id).flatMap { network[$0]?.name }
    isModelled = layer?.spec.isModelled ?? true
    size = facts.shape.map {
      TensorSize($0, brokenSizes: facts.brokenSizes, layout: network.settings.layout)
    }
    trace = facts.trace
    counts = facts.shape == nil ? nil : facts.counts
    peakBytes = memory?[id]
    totals = analysis.totals.counts
  }

  /// The row of a group's layers; `ids` is not empty.
  init(
    group name: String, _ ids: [LayerID], in network: Network, _ analysis: Analysis,
    _ memory: ActivationMemory? = nil
  ) {
    var sums = LayerCounts()
    var status = Status.ok
    for id in ids {
      sums += analysis[id].counts
      status = max(status, Status(analysis[id]))
    }
    self.init(
      group: name, endingWith: ids[ids.count - 1], sums, status,
      peakBytes: memory.map { memory in ids.map { memory[$0] }.reduce(.zero, max) }, in: network, analysis)
  }

  /// The row of a group whose layers have been summed up.
  ///
  /// - Parameter peakBytes: the most that is held while one of them runs, where that is known.
  public init(
    group name: String, endingWith last: LayerID, _ counts: LayerCounts, _ status: Status,
    peakBytes: Count?, in network: Network, _ analysis: Analysis
  ) {
    let last = SummaryRow(last, in: network, analysis)
    subject = .group
    self.name = name
    self.status = status
    size = last.size
    trace = last.trace
    self.counts = counts
    self.peakBytes = peakBytes
    totals = last.totals
  }

  /// The row of the sums over all layers.
  ///
  /// - Parameter rows: how many rows there are of which only some are shown; `nil` where all are.
  public init(totalOf analysis: Analysis, _ memory: ActivationMemory? = nil, ofRows rows: Int? = nil) {
    subject = .total
    name = rows.map { "Total of all \($0) rows" } ?? "Total"
    status = analysis.totals.isProvisional ? .provisional : .ok
    totals = analysis.totals.counts
    counts = totals
    peakBytes = memory?.peak
  }
}

extension SummaryRow.Status {
  fileprivate init(_ facts: LayerFacts) {
    switch (facts.severity, facts.standing) {
    case (.error, _): self = .error
    case (_, .blocked): self = .blocked
    case (_, .provisional): self = .provisional
    case (.warning, .sound): self = .warning
    case (.note, .sound), (nil, .sound): self = .ok
    }
  }
}

extension Network {
  /// What a layer reads, by name, the layer before it too; a name that no layer has as it is written.
  public func inputNames(of id: LayerID) -> [String] {
    let written = self[id]?.inputs
    return inputs(of: id).enumerated().map { position, wire in
      if let source = wire.source, let layer = self[source] {
        return InputReference(layer.name, output: wire.output).description
      }
      return written?[position].description ?? ""
    }
  }
}
