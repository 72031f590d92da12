import NetworkModel
import TestSupport
import Testing

@testable import Designer

/// What the `:` line offers, what Tab puts in, and what commands make of an argument.
@Suite struct CompletionTests {
  /// What is typed, and the lines that it could become, the first of them.
  @Test(
    arguments: [
      ("add glob", ["add global_max_pool", "add global_avg_pool"]),
      ("kind soft", ["kind softmax"]),
      ("element-type b", ["element-type bfloat16"]),
      ("filter FC", ["filter FC-1", "filter FC-2"]),
      ("set rou", ["set rounding="]),
      ("set rounding=f", ["set rounding=floor"]),
      ("set rounding=", ["set rounding=exact", "set rounding=floor", "set rounding=ceil"]),
      ("set Conv-1", ["set Conv-1."]),
      ("set Conv-1.st", ["set Conv-1.stride="]),
      ("set Conv-1.bias=n", ["set Conv-1.bias=no"]),
      ("set Conv-1.padding=s", ["set Conv-1.padding=same", "set Conv-1.padding=same_lower"]),
      ("set Conv-1.stride=", ["set Conv-1.stride=4"]),
      ("undo x", []), ("nonsense x", []), ("note x", []), ("kind softmax", []),
    ] as [(String, [String])])
  func theLineOffersWhatAnArgumentCouldBe(typed: String, lines: [String]) {
    #expect(Array(completions(of: typed).prefix(max(lines.count, 1))) == lines)
  }

  @Test func thePropertiesOfTheSelectedLayerNeedNoName() {
    var script = Script()
    script.select("Conv-1")
    #expect(completions(of: "set str", script).first == "set stride=")
    script.line("set stride=5")
    #expect(script.state.message?.text == "Conv-1 stride 4 → 5")
    #expect(script.shape("Conv-1") == "44×44×96")
    script.send(.undo)
    #expect(script.state.message?.text == "undid Conv-1 stride 4 → 5")
  }

  @Test(arguments: [
    ("set Conv-1.stride=0", "stride must be 1 or more"),
    ("set Conv-1.strode=2", "Conv-1 has no property strode; did you mean stride?"),
    ("set Conv-1.stride=4", "stride is 4 already"),
    ("set Conv-1.name=Conv-2", "name Conv-2 is taken; Conv-6 is free"),
    ("set stride", "type it as layer.property=value, property=value or setting=value"),
    ("set batch=none", "batch must be 1 or more"),
    ("add convv", "there is no kind convv; did you mean conv?"),
    ("element-type int", "int is no element type: float32, float16, bfloat16, int8, int4"),
  ])
  func whatCannotStandIsRefusedWithTheReason(line: String, reason: String) {
    var script = Script()
    script.line(line)
    #expect(script.state.message?.text == reason)
    #expect(script.records.isEmpty)
  }

  @Test func argumentsDoWhatDialogsDo() {
    var script = Script()
    script.select("Conv-1")
    script.line("add batch_norm")
    script.send(.cancel)
    #expect(script.names[2] == "BatchNorm-1")
    script.line("kind layer_norm")
    #expect(script.layer("BatchNorm-1")?.kind.name == "layer_norm")
    script.line("rename normal")
    script.line("note of no use")
    #expect(script.layer("normal")?.note == "of no use")
    script.line("set batch=8")
    script.line("set layout=channels_first")
    #expect(script.state.network.settings.batch == 8)
    for _ in 0..<6 { script.send(.undo) }
    #expect(script.state.network == Samples.alexNet)
  }

  /// A path is completed part by part; only what is asked for outside answers.
  @Test func pathsAreAskedForFolderByFolder() {
    var script = Script()
    script.run("command-line")
    script.type("export m")
    #expect(script.effects == [.listValues(ValueQuery(values: .paths, folder: ""))])
    let here = ["models/", "net.yaml", ".hidden"].map { Completion($0) }
    script.send(.valuesListed(ValueQuery(values: .paths, folder: ""), here))
    script.send(.complete)
    #expect(script.effects == [.listValues(ValueQuery(values: .paths, folder: "models/"))])
    script.send(.valuesListed(ValueQuery(values: .paths, folder: "models/"), [Completion("a b.txt")]))
    script.send(.complete)
    #expect(script.commandLine?.line.text == "export models/a b.txt")
    script.send(.accept)
    #expect(script.effects == [.export(WriteRequest(path: "models/a b.txt"))])
  }

  @Test func anAnswerThatComesTooLateChangesNothing() {
    var script = Script()
    script.run("command-line")
    script.type("theme ")
    script.send(.text(.deleteToStart))
    script.send(.valuesListed(ValueQuery(values: .themes, folder: ""), [Completion("dark")]))
    #expect(script.commandLine?.completions.items.count == CommandTable.all.count)
    script.send(.cancel, .valuesListed(ValueQuery(values: .themes, folder: ""), [Completion("dark")]))
    #expect(script.state.mode.isBrowsing)
  }

  private func completions(of line: String, _ start: Script = Script()) -> [String] {
    var script = start
    script.run("command-line")
    script.type(line)
    return script.commandLine?.completions.items.map(\.text) ?? []
  }
}

extension Script {
  fileprivate var commandLine: CommandLineState? {
    if case .commandLine(let line) = state.mode { line } else { nil }
  }
}
