import NetworkModel

extension FileFormat {
  /// The architecture as boxes to scale.
  public static let svg = FileFormat(
    id: "svg", title: "SVG",
    summary: "A picture of the architecture: each tensor a box to scale, broken layers marked.",
    extensions: ["svg"], choices: [.depth],

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
  private let page: PicturePage

  private static let lineHeight = 14.0

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
    page = PicturePage(layout, zip(boxes, labels).map(Self.extent))
  }

  private static func extent(of box: PictureBox, with labels: [Label]) -> PicturePage.Extent {
    let text = labels.map { Double(displayWidth($0.text)) * 6.4 }.max() ?? 0
    let half = box.fullHeight / 2
    return PicturePage.Extent(
      width: max(box.width, text), above: half + 10, below: half + Double(labels.count) * lineHeight + 14)
  }

  private static func labels(of node: PictureGraph.Node) -> [Label] {
    let mark = node.status.mark.map { $0 == "x" ? " ✗" : " \($0)" } ?? ""
    let style = node.status == .error ? "bad" : node.status == .provisional ? "quiet" : ""
    var lines = [""]
    for part in node.row.name.madeSafe.split(separator: "/", omittingEmptySubsequences: false) {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(part)
      } else if displayWidth(last) + part.count < 17 {
        lines[lines.count - 1] += "/" + part
      } else {
        lines[lines.count - 1] += "/"
        lines.append(String(part))
      }
    }
    lines[lines.count - 1] += mark
    let size = node.row.size?.text() ?? "no size"
    let followers = node.followers.map { "+ " + $0 }
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
    let title = Double(displayWidth(caption)) * 8 + 2 * PicturePage.margin
    let (width, height) = (pixels(max(page.size.width, title)), pixels(page.size.height))
    let lines =
      [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
          + "viewBox=\"0 0 \(width) \(height)\" role=\"img\">",
        "<title>\(caption.markupEscaped)</title>",
        "<desc>A box's height, depth and thickness are the square roots of its rows, columns and channels, so that "
          + "areas are to scale.</desc>",
        Self.style,
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
        "<text class=\"title\" x=\"\(pixels(PicturePage.margin))\" y=\"28\">\(caption.markupEscaped)</text>",
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

  /// A box with its sides, and what is written under it.
  private func drawing(of node: Int) -> [String] {
    let (box, center) = (boxes[node], page.middle(of: node))
    let (left, top) = (center.x - box.width / 2, center.y - box.fullHeight / 2 + box.back)
    let (right, bottom) = (left + box.thickness, top + box.height)
    let back = box.back
    func polygon(_ points: [(Double, Double)], _ opacity: String) -> String {
      let text = points.map { "\(pixels($0.0)),\(pixels($0.1))" }.joined(separator: " ")
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
      return "<text\(style) x=\"\(pixels(center.x))\" y=\"\(pixels(y))\">\(label.text.markupEscaped)</text>"
    }
    return ["<g class=\"box \(status)\" fill=\"\(nodes[node].category.fill)\">" + shapes.joined() + "</g>"]
      + labels
  }

  private func line(_ connection: PictureLayout.Connection) -> String {
    func edge(_ node: Int, _ side: Double) -> Double {
      page.middle(of: node).x + side * (boxes[node].width / 2 + 1)
    }
    let path = page.path(
      of: connection, leaving: edge(connection.from, 1), entering: edge(connection.to, -1))
    return "<path class=\"line\" d=\"\(path)\"/>"
  }
}
