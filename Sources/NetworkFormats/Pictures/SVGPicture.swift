import NetworkModel

extension FileFormat {
  /// The architecture as boxes to scale.
  public static let svg = FileFormat(
    id: "svg", title: "SVG",
    summary: "A picture of the architecture: each tensor a box to scale, broken layers marked.",
    extensions: ["svg"],
    writer: { report in SVGPicture(report).text })
}

/// A picture from left to right: a box for each tensor, what leaves it as it is written under it.
private struct SVGPicture {
  private let network: Network
  private let totals: Totals
  private let nodes: [PictureGraph.Node]
  private let layout: PictureLayout
  private let boxes: [PictureBox]
  private let labels: [[Label]]
  /// The left edge of each column and the middle of each lane's boxes; one more for the end.
  private var columns: [Double] = [margin]
  private var lanes: [Double] = []
  private var size = (width: 0.0, height: 0.0)

  private static let margin = 24.0
  private static let gap = 34.0
  private static let lineHeight = 14.0
  private static let heading = 44.0

  private struct Label {
    let text, style: String
  }

  init(_ report: Report) {
    network = report.network
    totals = report.analysis.totals
    nodes = PictureGraph(report, joinsFollowers: true).nodes
    layout = PictureLayout(nodes)
    let order = network.settings.layout
    boxes = nodes.map { PictureBox($0.row.size?.shape, layout: order) }
    labels = nodes.map(Self.labels)
    measure()
  }

  /// Columns and lanes as wide and high as what stands in them.
  private mutating func measure() {
    var widths = [Double](repeating: 0, count: layout.columnCount)
    var above = [Double](repeating: 6, count: layout.laneCount)
    var below = above
    for (index, place) in layout.places.enumerated() {
      let box = boxes[index]
      let text = labels[index].map { Double(displayWidth($0.text)) * 6.4 }.max() ?? 0
      widths[place.column] = max(widths[place.column], box.width, text)
      above[place.lane] = max(above[place.lane], box.fullHeight / 2 + 10)
      let lines = Double(labels[index].count) * Self.lineHeight
      below[place.lane] = max(below[place.lane], box.fullHeight / 2 + lines + 14)
    }
    for width in widths { columns.append(columns[columns.count - 1] + width + Self.gap) }
    var y = Self.heading
    for lane in above.indices {
      lanes.append(y + above[lane])
      y += above[lane] + below[lane]
    }
    let title = Double(displayWidth(caption)) * 8 + 2 * Self.margin
    size = (max(columns[columns.count - 1] - Self.gap + Self.margin, title), y + Self.margin)
  }

  private static func labels(of node: PictureGraph.Node) -> [Label] {
    let mark = node.status.mark.map { $0 == "x" ? " ✗" : " \($0)" } ?? ""
    let style = node.status == .error ? "bad" : node.status == .provisional ? "quiet" : ""
    var lines = [""]
    for part in node.row.name.madeSafe.split(separator: "/", omittingEmptySubsequences: false) {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(part)
      } else if displayWidth(last) + part.count < 14 {
        lines[lines.count - 1] += "/" + part
      } else {
        lines[lines.count - 1] += "/"
        lines.append(String(part))
      }
    }
    lines[lines.count - 1] += mark
    let size = node.row.size?.text() ?? "no size"
    let followers = node.followers.map { "+ " + ($0.split(separator: "/").last.map { $0 } ?? "") }
    return lines.map { Label(text: $0, style: style) } + [Label(text: size, style: style)]
      + followers.map { Label(text: $0.madeSafe, style: "quiet") }
  }

  private var caption: String {
    let name = network.settings.name.madeSafe
    let counts = "\(totals.parameters) parameters, \(totals.multiplyAdds) MACs"
    return name.isEmpty ? counts : "\(name): \(counts)"
  }
}

extension SVGPicture {
  var text: String {
    let (width, height) = (number(size.width), number(size.height))
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
          + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
        "<title>\(caption.markupEscaped)</title>",
        "<desc>A box's height, depth and thickness are the square roots of its rows, columns and channels, so that "
          + "areas are to scale.</desc>",
        Self.style,
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
        "<text class=\"title\" x=\"\(number(Self.margin))\" y=\"28\">\(caption.markupEscaped)</text>",
      ]
      + layout.connections.map(line) + nodes.indices.flatMap(drawing) + ["</svg>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let style = """
    <style>
    text { font: 11px Helvetica, Arial, sans-serif; text-anchor: middle; fill: #222222; }
    .title { font-size: 15px; font-weight: bold; text-anchor: start; }
    .bad { fill: #b00020; font-weight: bold; }
    .quiet { fill: #666666; }
    .line { fill: none; stroke: #555555; stroke-width: 1.2; marker-end: url(#end); }
    .box { stroke: #333333; stroke-width: 0.8; stroke-linejoin: round; }
    .box.error { stroke: #b00020; stroke-width: 2.4; }
    .box.provisional, .box.blocked { stroke-dasharray: 3 2; }
    </style>
    <defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
    <path d="M0 0L8 4L0 8z" fill="#555555"/></marker></defs>
    """

  private func middle(of node: Int) -> (x: Double, y: Double) {
    let place = layout.places[node]
    let width = columns[place.column + 1] - columns[place.column] - Self.gap
    return (columns[place.column] + width / 2, lanes[place.lane])
  }

  /// A box with its sides, and what is written under it.
  private func drawing(of node: Int) -> [String] {
    let (box, center) = (boxes[node], middle(of: node))
    let (left, top) = (center.x - box.width / 2, center.y - box.fullHeight / 2 + box.back)
    let (right, bottom) = (left + box.thickness, top + box.height)
    let back = box.back
    func polygon(_ points: [(Double, Double)], _ opacity: String) -> String {
      let text = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
      return "<polygon points=\"\(text)\" fill-opacity=\"\(opacity)\"/>"
    }
    var shapes = [polygon([(left, top), (right, top), (right, bottom), (left, bottom)], "1")]
    if back > 0 {
      shapes.append(
        polygon([(left, top), (left + back, top - back), (right + back, top - back), (right, top)], "0.55"))
      shapes.append(
        polygon(
          [(right, top), (right + back, top - back), (right + back, bottom - back), (right, bottom)], "0.8"))
    }
    let status = nodes[node].status.rawValue
    let labels = labels[node].enumerated().map { index, label in
      let style = label.style.isEmpty ? "" : " class=\"\(label.style)\""
      let y = center.y + box.fullHeight / 2 + Double(index + 1) * Self.lineHeight + 2
      return "<text\(style) x=\"\(number(center.x))\" y=\"\(number(y))\">\(label.text.markupEscaped)</text>"
    }
    return ["<g class=\"box \(status)\" fill=\"\(nodes[node].category.fill)\">" + shapes.joined() + "</g>"]
      + labels
  }

  /// From the right of one box to the left of another, through a lane where there is something between them. It
  /// changes lanes only between columns, where nothing is written.
  private func line(_ connection: PictureLayout.Connection) -> String {
    let (from, to) = (layout.places[connection.from], layout.places[connection.to])
    let start = (x: middle(of: connection.from).x + boxes[connection.from].width / 2 + 1, y: lanes[from.lane])
    let end = (x: middle(of: connection.to).x - boxes[connection.to].width / 2 - 1, y: lanes[to.lane])
    var steps =
      "M\(point(start))" + change(from: from.lane, to: connection.lane ?? to.lane, after: from.column)
    if let lane = connection.lane { steps += change(from: lane, to: to.lane, after: to.column - 1) }
    return "<path class=\"line\" d=\"\(steps)L\(point(end))\"/>"
  }

  private func change(from: Int, to: Int, after column: Int) -> String {
    if from == to { return "" }
    let (left, right) = (columns[column + 1] - Self.gap, columns[column + 1])
    let middle = (left + right) / 2
    return "L\(point((left, lanes[from])))"
      + "C\(point((middle, lanes[from]))) \(point((middle, lanes[to]))) \(point((right - 8, lanes[to])))"
  }

  private func point(_ point: (x: Double, y: Double)) -> String { "\(number(point.x)) \(number(point.y))" }

  /// To a tenth of a pixel.
  private func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }
}
