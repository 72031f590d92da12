import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct HistoryTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func undoingEveryEditRestoresTheNetworkAndRedoingThemBringsItBack(seed: UInt64) {
    let original = seed % 2 == 0 ? Samples.residual : Samples.alexNet
    var script = Script(original)
    var random = SplitMix64(seed: Int(seed))
    for _ in 0..<3_000 { script.doSomething(&random) }
    script.run("cancel")
    let final = script.state.network
    let steps = script.state.history.done.count
    #expect(steps > 20)
    while !script.state.history.done.isEmpty { script.send(.undo) }
    #expect(script.state.network == original)
    expectFreshFacts(script.state)
    for _ in 0..<steps { script.send(.redo) }
    #expect(script.state.network == final)
    expectFreshFacts(script.state)
  }

  private func expectFreshFacts(_ state: DesignerState) {
    let fresh = Analysis(of: state.network, elementType: state.analysis.elementType)
    for id in state.network.ids { #expect(state.analysis[id] == fresh[id]) }
    #expect(state.analysis.totals == fresh.totals)
  }

  @Test func tenThousandStepsCanBeUndone() {
    var script = Script(Samples.residual)
    script.select("conv1")
    for number in 0..<25_000 {
      let settings = NetworkSettings(name: "\(number)")
      script.send(.apply(.configure(settings), StepName("\(number)")))
    }
    #expect(script.state.history.done.count >= History.limit)
    #expect(script.state.history.done.count <= 2 * History.limit)
    while !script.state.history.done.isEmpty { script.send(.undo) }
    #expect(script.state.isModified, "the saved network cannot be reached any more")
  }

  @Test func theSavedNetworkIsKnownAgainWhicheverWayItIsReached() {
    var script = Script(path: "a.yaml")
    let edits: [CommandID] = ["layer.delete", "layer.delete"]
    for edit in edits { script.run(edit) }
    script.send(.saved(WriteRequest(path: "a.yaml"), .written(fingerprint: "2")))
    script.run("undo")
    #expect(script.state.isModified)
    script.run("redo")
    #expect(!script.state.isModified)
    script.run("undo", "layer.duplicate")
    #expect(script.state.isModified, "as many steps as when it was saved, but others")
    script.run("undo")
    #expect(script.state.isModified)
  }

  @Test func undoingASettingStaysWithTheSettings() {
    var script = Script()
    script.run("network.settings")
    script.send(.edit(.setting(.rounding)), .move(.toEnd), .accept)
    #expect(script.state.network.settings.rounding == .ceilCaffe)
    script.run("undo")
    #expect(script.state.network.settings.rounding == .exact)
    #expect(script.state.showsNetworkSettings)
  }

  @Test func anEditThatCannotBeMadeChangesNothing() throws {
    var script = Script()
    let id = try #require(script.state.selection)
    script.send(.apply(.group([.remove(id), .rename(id, "x")]), StepName("nonsense")))
    #expect(script.state.message?.kind == .error)
    #expect(script.state.network == Samples.alexNet)
    #expect(script.state.history.done.isEmpty)
  }
}

extension Script {
  /// A key, or a command, or a piece of text, whatever is open.
  mutating func doSomething(_ random: inout SplitMix64) {
    let texts = ["1", "3", "0", ",", "2, 3", "same", "x", "-", " ", "conv", "relu", "Conv-1", "[1, 2]", "q"]
    switch Int.random(in: 0..<22, using: &random) {
    case 0..<8:
      let commands = CommandTable.all.filter { ![.files, .screen, .history].contains($0.group) }
      if let command = commands.randomElement(using: &random) { run(command.id) }
    case 8..<11: send(.move(.by(Int.random(in: -9...9, using: &random))))
    case 11..<14: if let text = texts.randomElement(using: &random) { type(text) }
    case 14: send(.text(.backspace))
    case 15: send(.complete)
    case 16: if let pane = Pane.allCases.randomElement(using: &random) { send(.focus(pane)) }
    case 17: send(.edit(nil))
    case 18: send(.cancel)
    case 19: run("undo")
    case 20: run("redo")
    default: send(.accept)
    }
  }
}
