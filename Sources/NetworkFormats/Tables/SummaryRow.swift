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
  /// Of the layer's first output, or of the last layer of a group; nothing where that has none.
  public private(set) var size: TensorSize?
  public private(set) var receptiveField: [Int]?
  /// The numbers; nothing where a layer has no size, so that they are not known.
  public private(set) var counts: Counts?
  /// The parameters of the whole network.
  public let allParameters: Count
  /// The multiply-adds of the whole network.
  public let allMultiplyAdds: Count

  /// What is summed in a group and in the total.
  public struct Counts: Hashable, Sendable {
    public var weights, biases, nonTrainable, multiplyAdds, activationBytes: Count
    public var parameters: Count { weights + biases }

    public init(
      weights: Count = .zero, biases: Count = .zero, nonTrainable: Count = .zero, multiplyAdds: Count = .zero,
      activationBytes: Count = .zero
    ) {
      self.weights = weights
      self.biases = biases
      self.nonTrainable = nonTrainable
      self.multiplyAdds = multiplyAdds
      self.activationBytes = activationBytes
    }
  }
}

extension SummaryRow {
  /// The row of a layer.
  public init(_ id: LayerID, in network: Network, _ analysis: Analysis) {
    let facts = analysis[id]
    let layer = network[id]
    subject = .layer(id)
    name = layer?.name ?? ""
    kind = layer?.kind.name
    status = Status(facts)
    inputs = network.inputNames(of: id)
    size = TensorSize(facts, layout: network.settings.layout)
    receptiveField = facts.trace?.receptiveField
    counts = facts.shape == nil ? nil : Counts(facts)
    allParameters = analysis.totals.parameters
    allMultiplyAdds = analysis.totals.multiplyAdds
  }

  /// The row of a group's layers; `ids` is not empty.
  init(group name: String, _ ids: [LayerID], in network: Network, _ analysis: Analysis) {
    var sums = Counts()
    var status = Status.ok
    for id in ids {
      sums.add(Counts(analysis[id]))
      status = max(status, Status(analysis[id]))
    }
    self.init(group: name, endingWith: ids[ids.count - 1], sums, status, in: network, analysis)
  }

  /// The row of a group whose layers have been summed up.
  public init(
    group name: String, endingWith last: LayerID, _ counts: Counts, _ status: Status, in network: Network,
    _ analysis: Analysis
  ) {
    let last = SummaryRow(last, in: network, analysis)
    subject = .group
    self.name = name
    self.status = status
    size = last.size
    receptiveField = last.receptiveField
    self.counts = counts
    allParameters = analysis.totals.parameters
    allMultiplyAdds = analysis.totals.multiplyAdds
  }

  /// The row of the sums over all layers.
  public init(totalOf analysis: Analysis) {
    let totals = analysis.totals
    subject = .total
    name = "Total"
    status = totals.isProvisional ? .provisional : .ok
    counts = Counts(
      weights: totals.weights, biases: totals.biases, nonTrainable: totals.nonTrainable,
      multiplyAdds: totals.multiplyAdds, activationBytes: totals.activationBytes)
    allParameters = totals.parameters
    allMultiplyAdds = totals.multiplyAdds
  }
}

extension SummaryRow.Counts {
  fileprivate init(_ facts: LayerFacts) {
    self.init(
      weights: facts.weights, biases: facts.biases, nonTrainable: facts.nonTrainable,
      multiplyAdds: facts.multiplyAdds, activationBytes: facts.activationBytes)
  }

  fileprivate mutating func add(_ other: Self) {
    weights += other.weights
    biases += other.biases
    nonTrainable += other.nonTrainable
    multiplyAdds += other.multiplyAdds
    activationBytes += other.activationBytes
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
