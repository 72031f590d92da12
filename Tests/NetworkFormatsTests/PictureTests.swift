import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct PictureTests {
  /// Who stands where, as `name column.lane`.
  private func places(_ name: String) throws -> [String] {
    let nodes = PictureGraph(report(try template(name)), joinsFollowers: true).nodes
    return zip(nodes, PictureLayout(nodes).places).map { "\($0.row.name) \($1.column).\($1.lane)" }
  }

  @Test func branchesLieSideBySideAndTheTrunkStaysOnTop() throws {
    let fire = try places("squeezenet1_1").filter { $0.contains("fire2/") }
    #expect(
      fire == [
        "fire2/squeeze 3.0", "fire2/expand1x1 4.0", "fire2/expand3x3 4.1",
        "fire2/concat 5.0",
      ])
  }

  @Test func noTwoNodesStandInOnePlaceAndEachBehindWhatItReads() throws {
    for template in Templates.all {
      let network = try read(String(decoding: template.bytes, as: UTF8.self))
      let nodes = PictureGraph(report(network), joinsFollowers: false).nodes
      let layout = PictureLayout(nodes)
      #expect(Set(layout.places.map { [$0.column, $0.lane] }).count == nodes.count, "\(template.id)")
      for connection in layout.connections {
        let (from, to) = (layout.places[connection.from], layout.places[connection.to])
        #expect(from.column < to.column)
        guard let lane = connection.lane else { continue }
        let between = (from.column + 1)..<to.column
        let crossed = layout.places.contains { $0.lane == lane && between.contains($0.column) }
        #expect(
          !crossed, "\(template.id): \(nodes[connection.from].row.name) → \(nodes[connection.to].row.name)")
      }
    }
  }

  @Test func whatNoInputLeadsToStandsRightBeforeItsReader() throws {
    #expect(
      try places("vit_b_16").filter { $0.hasPrefix("embedding/") } == [
        "embedding/patches 1.0", "embedding/reshape 2.0", "embedding/permute 3.0",
        "embedding/class_token 3.1",
        "embedding/concat 4.0", "embedding/pos_embedding 4.1", "embedding/add 5.0",
      ])
  }

  @Test func readersFurtherOnShareALane() throws {
    let layers = (1...4).map { "name: c\($0), kind: conv, filters: 8, kernel: 3, padding: same" }
    let sums = (1...3).map { "name: s\($0), kind: add, inputs: [\($0 == 1 ? "c4" : "s\($0 - 1)"), c1]" }
    let network = try read(nativeText(layers: ["name: x, kind: input, shape: [8, 8, 8]"] + layers + sums))
    let layout = PictureLayout(PictureGraph(report(network), joinsFollowers: true).nodes)
    let far = layout.connections.filter { $0.from == 1 && $0.lane != nil }
    #expect(far.map(\.lane) == [1, 1, 1])
    #expect(far.map(\.start) == [.source, .beforeReader, .beforeReader])
  }

  /// Every template with how wide its picture may be; dense blocks and nested skips cannot be broken.
  @Test func aWidePictureGoesOnInRows() throws {
    for template in Templates.all where !["unet", "densenet121"].contains(template.id) {
      let network = try read(String(decoding: template.bytes, as: UTF8.self))
      let svg = try written(report(network), as: .svg)
      let width = try #require(svg.firstMatch(of: /width="([0-9.]+)"/).flatMap { Double($0.1) })
      #expect(width < 1600, "\(template.id)")
    }
  }

  @Test func nothingIsDrawnBesideThePage() throws {
    for template in Templates.all {
      let network = try read(String(decoding: template.bytes, as: UTF8.self))
      let svg = try written(report(network), as: .svg)
      let size = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
      let (width, height) = try (#require(Double(size.1)), #require(Double(size.2)))
      for path in svg.matches(of: /<path class="line" d="([^"]*)"/) {
        for point in path.1.matches(of: /(-?[0-9.]+) (-?[0-9.]+)/) {
          let (x, y) = try (#require(Double(point.1)), #require(Double(point.2)))
          #expect((0...width).contains(x) && (0...height).contains(y), "\(template.id): \(path.1)")
        }
      }
    }
  }

  @Test func aFollowerIsDrawnWithItsLayer() throws {
    let nodes = PictureGraph(report(try template("resnet18")), joinsFollowers: true).nodes
    let conv = try #require(nodes.first { $0.row.name == "conv1" })
    #expect(conv.followers == ["bn1", "relu"])
    #expect(nodes.map { $0.followers.count + 1 }.reduce(0, +) == (try template("resnet18")).layerCount)
  }

  @Test func aFoldedGroupIsOneNode() throws {
    let nodes = PictureGraph(report(try template("resnet18"), depth: 1), joinsFollowers: true).nodes
    let layer2 = try #require(nodes.first { $0.row.name == "layer2" })
    #expect(layer2.inputs.map { nodes[$0].row.name } == ["layer1"])
    #expect(nodes.count == 10)
  }

  @Test func aBrokenLayerIsMarkedInEveryPicture() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let dot = try written(report(network), as: .dot)
    #expect(dot.contains(##"[label="Conv-1 x\nconv\n44.2×44.2×96", fillcolor="#4c78a840", color="#b00020""##))
    #expect(dot.contains(#"n1 -> n2 [label="44.2×44.2×96"];"#))
    let svg = try written(report(network), as: .svg)
    #expect(svg.contains(">Conv-1 ✗</text>") && svg.contains(#"<g class="box error""#))
    #expect(svg.contains(">MaxPool-1 ~</text>") && svg.contains(#"<g class="box provisional""#))
    let html = try written(report(network), as: .html)
    #expect(html.contains(#"<tr class="error"><th scope="row">Conv-1 x</th><td>44.2x44.2x96</td>"#))
  }

  @Test func boxesAreToScale() {
    func box(_ sizes: [Int]) -> PictureBox {
      PictureBox(Shape([1] + sizes), layout: .channelsLast)
    }
    let (large, small) = (box([64, 64, 100]), box([16, 16, 25]))
    #expect(large.height == 2 * small.height && large.thickness == 2 * small.thickness)
    #expect(box([4096]).height > box([1000]).height)
    #expect(box([.max, .max, .max]).width < 300)
  }

  @Test(arguments: ["html", "svg", "dot"])
  func whatAnAuthorWroteStaysText(id: String) throws {
    let hostile = #"</text><script>alert("1")</script>\\" & x"#
    let name = hostile.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let network = try read(
      nativeText(layers: ["name: \"\(name)\", kind: input, shape: [8, 8, 3]", "name: 'a/b/c', kind: output"]))
    let text = try written(report(network), as: try #require(Formats.named(id)))
    #expect(id == "dot" || !text.contains("<script"))
    #expect(id != "dot" || text.contains(#"alert(\"1\")"#))
  }

  @Test func groupsAreClustersInGraphviz() throws {
    let dot = try written(report(try template("resnet18")), as: .dot)
    #expect(dot.count(of: "subgraph cluster_") == 12 + 3)
    #expect(dot.contains("label=\"layer1\"; color=gray;"))
  }

  @Test func aNetworkOfOneLayerAndAnEmptyOneCanBeDrawn() throws {
    for network in [Network(), try read(nativeText(layers: ["name: a, kind: input, shape: [3]"]))] {
      for format in [FileFormat.svg, .dot, .html] {
        #expect(try !written(report(network), as: format).isEmpty)
      }
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
