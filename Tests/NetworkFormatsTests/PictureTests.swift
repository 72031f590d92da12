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
    let fire = try places("squeezenet1_1").filter { $0.contains("features/3/") }
    #expect(
      fire == [
        "features/3/squeeze 3.0", "features/3/expand1x1 4.0", "features/3/expand3x3 4.1",
        "features/3/concat 5.0",
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
    #expect(nodes.count == 9)
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
