import NetworkModel

extension FileFormat {
  /// The graph in the language of Graphviz: `dot -Tsvg`.
  public static let dot = FileFormat(
    id: "dot", title: "Graphviz", summary: "The graph of layers for Graphviz; groups become clusters.",
    extensions: ["dot", "gv"], choices: [.depth],

    writer: { report in dotGraph(report) })
}

private func dotGraph(_ report: Report) -> String {
  let nodes = PictureGraph(report, joinsFollowers: false).nodes
  var lines = [
    "digraph \(dotQuoted(report.network.settings.name)) {",
    "  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Helvetica\"];",
    "  edge [fontname=\"Helvetica\", fontsize=10];",
  ]
  var tree = Cluster()
  for (index, node) in nodes.enumerated() {
    tree.add(index, path: node.row.name.split(separator: "/").dropLast().prefix(deepestCluster))
  }
  var clusters = 0
  func write(_ cluster: Cluster, indent: String) {
    for index in cluster.nodes { lines.append(indent + dotNode(index, nodes[index])) }
    for (name, inner) in cluster.inner {
      lines.append(indent + "subgraph cluster_\(clusters) {")
      clusters += 1
      lines.append(indent + "  label=\(dotQuoted(name)); color=gray;")
      write(inner, indent: indent + "  ")
      lines.append(indent + "}")
    }
  }
  write(tree, indent: "  ")
  for (index, node) in nodes.enumerated() {
    for source in node.inputs {
      let size = nodes[source].row.size.map { " [label=\(dotQuoted($0.text()))]" } ?? ""
      lines.append("  n\(source) -> n\(index)\(size);")
    }
  }
  return (lines + ["}"]).joined(separator: "\n") + "\n"
}

/// Names from files may have a thousand parts; nobody can see more boxes in boxes than these.
private let deepestCluster = 8

/// Nodes and groups within a group, in the order in which they came.
private struct Cluster {
  private(set) var nodes: [Int] = []
  private(set) var inner: [(name: String, cluster: Cluster)] = []
  private var places: [Substring: Int] = [:]

  mutating func add(_ node: Int, path: ArraySlice<Substring>) {
    guard let name = path.first else { return nodes.append(node) }
    let place = places[name] ?? inner.count
    if place == inner.count {
      places[name] = place
      inner.append((String(name), Cluster()))
    }
    inner[place].cluster.add(node, path: path.dropFirst())
  }
}

private func dotNode(_ index: Int, _ node: PictureGraph.Node) -> String {
  let row = node.row
  let mark = row.status.mark.map { " \($0)" } ?? ""
  let title = [row.name.split(separator: "/").last.map { $0 + mark } ?? mark, row.kind ?? "group"]
  let label = (title + [row.size?.text() ?? "no size"]).map(dotEscaped).joined(separator: "\\n")
  let look =
    switch row.status {
    case .ok, .warning: ""
    case .provisional, .blocked: ", style=\"rounded,filled,dashed\""
    case .error: ", color=\"#b00020\", fontcolor=\"#b00020\", penwidth=2"
    }
  return "n\(index) [label=\"\(label)\", fillcolor=\"\(node.category.tint)\"\(look)];"
}

private func dotQuoted(_ text: String) -> String { "\"\(dotEscaped(text))\"" }

private func dotEscaped(_ text: String) -> String {
  // Graphviz reads no texts beyond 16,384 bytes.
  text.madeShort(1000).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
}
