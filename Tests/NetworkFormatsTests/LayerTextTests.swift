import NetworkFormats
import NetworkModel
import TestSupport
import Testing

@Suite struct LayerTextTests {
  private static let layers = [
    Samples.layer("conv1", "conv", ["filters": .integer(8), "kernel": .extent(3)]),
    Samples.layer("sum: 1", "add", inputs: ["conv1", "elsewhere"]),
  ]
  private static let text = """
    - {name: conv1, kind: conv, filters: 8, kernel: 3}
    - {name: "sum: 1", kind: add, inputs: [conv1, elsewhere]}

    """

  @Test func layersAreWrittenAsTheFileHasThem() throws {
    let written = LayerText.write(Self.layers)
    #expect(written.split(separator: "\n").count == 2)
    #expect(try LayerText.read(written) == Self.layers)
    #expect(try LayerText.read(Self.text) == Self.layers)
  }

  @Test(arguments: [
    "- {name: a, kind: output}", "  - {name: a, kind: output}", "- name: a\n  kind: output\n",
    "{name: a, kind: output}", "name: a\nkind: output", "layers:\n  - {name: a, kind: output}",
    "strata: 1\nname: whole\nlayers:\n  - {name: a, kind: output}\n",
    // The first line copied from the middle of its own.
    "- {name: a, kind: output}\r\n", "# a remark\n- {name: a, kind: output}",
  ])
  func aListALayerAndAWholeFileAreRead(text: String) throws {
    #expect(try LayerText.read(text) == [Samples.layer("a", "output")])
  }

  @Test func linesCopiedWithoutTheBlanksBeforeTheFirstAreAList() throws {
    let text = "- {name: a, kind: output}\n  - {name: b, kind: output}\n"
    #expect(try LayerText.read(text).map(\.name) == ["a", "b"])
  }

  @Test(arguments: [
    ("", "what was pasted: no list of layers as a network's file has them"),
    ("hello", "what was pasted: no list of layers as a network's file has them"),
    ("a kind of text", "what was pasted: no list of layers as a network's file has them"),
    ("- {name: a, kind: convv}", "what was pasted:1:19: unknown kind 'convv'; did you mean 'conv'?"),
    ("- {kind: output}", "what was pasted:1:3: the layer has no name"),
    ("[kind", "what was pasted:"),
    ("strata: 2\nlayers: [{name: a, kind: output}]", "what was pasted:1:9: the file's version is '2'"),
  ])
  func whatIsNoLayersSaysWhatIsWrong(text: String, problem: String) {
    let error = #expect(throws: UnreadableFile.self) { try LayerText.read(text) }
    #expect(error?.lines.first?.hasPrefix(problem) == true, "\(error?.lines.first ?? "")")
  }
}
