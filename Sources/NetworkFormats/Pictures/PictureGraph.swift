import NetworkModel

/// A network as pictures show it: a node for each layer, or for each group that is folded, and who reads whom.
struct PictureGraph {
  struct Node {
    /// What the summary says of it.
    let row: SummaryRow
    let category: OperationCategory?
    /// The layers drawn with it since they leave the tensor as it is: its normalization, its activation. The last
    /// part of their names, but what they are where that is a number.
    var followers: [String] = []
    /// The nodes that it reads, each once, by their place in `nodes`.
    var inputs: [Int]
    /// How bad it stands with the node, its followers among it.
    var status: SummaryRow.Status
  }

  /// In an order in which each comes after those it reads, but for groups that read each other.
  private(set) var nodes: [Node] = []

  /// - Parameter joinsFollowers: whether a layer that leaves its only input's size as it is, and that alone reads
  ///   it, is drawn with it.
  init(_ report: Report, joinsFollowers: Bool) {
    let (network, analysis) = (report.network, report.analysis)
    var places: [LayerID: Int] = [:]
    var wires: [[LayerID]] = []
    for part in Self.parts(of: report) {
      let sources = part.ids.flatMap { id in network.inputs(of: id).compactMap(\.source) }
      let row =
        part.group.map { SummaryRow(group: $0, part.ids, in: network, analysis) }
        ?? SummaryRow(part.ids[0], in: network, analysis)
      let leader = joinsFollowers ? Self.leader(of: part.ids[0], in: network, analysis) : nil
      if part.group == nil, let leader, let place = places[leader], nodes[place].category != nil {
        nodes[place].followers.append(Self.shortName(of: row))
        nodes[place].status = max(nodes[place].status, row.status)
        places[part.ids[0]] = place
        continue
      }
      for id in part.ids { places[id] = nodes.count }
      let category = part.group == nil ? network[part.ids[0]]?.spec.category : nil
      nodes.append(Node(row: row, category: category, inputs: [], status: row.status))
      wires.append(sources)
    }
    for (index, sources) in wires.enumerated() {
      var seen: Set<Int> = [index]
      nodes[index].inputs = sources.compactMap { places[$0] }.filter { seen.insert($0).inserted }
    }
  }

  private static func shortName(of row: SummaryRow) -> String {
    let name = row.name.split(separator: "/").last.map(String.init) ?? ""
    return name.allSatisfy(\.isNumber) ? row.kind ?? name : name
  }

  /// The layers in order of execution, those next to each other in a folded group together.
  private static func parts(of report: Report) -> [(group: String?, ids: [LayerID])] {
    var parts: [(group: String?, ids: [LayerID])] = []
    for id in report.network.executionOrder {
      let name = report.network[id]?.name ?? ""
      let group = report.depth.flatMap { SummaryTable.groupName(of: name, depth: $0) }
      if let group, let last = parts.indices.last, parts[last].group == group {
        parts[last].ids.append(id)
      } else {
        parts.append((group, [id]))
      }
    }
    return parts
  }

  /// The layer with which another one is drawn: what comes out has the same size, and nobody else reads it.
  private static func leader(of id: LayerID, in network: Network, _ analysis: Analysis) -> LayerID? {
    guard let category = network[id]?.spec.category, [.activation, .normalization].contains(category),
      let source = network.inputs(of: id).first?.source, network.inputs(of: id).count == 1,
      network.consumers(of: source).count == 1, network.inputs(of: source).count > 0,
      let shape = analysis[id].shape, analysis[source].outputs == [shape]
    else { return nil }
    return source
  }
}
