import NetworkModel
import TestSupport
import Testing

@testable import Designer

/// What bytes are counted in, and when the peak of the activations is worked out.
@Suite struct BytesTests {
  @Test(arguments: ElementType.allCases) func bytesAreCountedInTheTypeAskedFor(type: ElementType) {
    var script = Script()
    script.line("element-type \(type.rawValue)")
    #expect(script.state.analysis.elementType == type)
    let fresh = Analysis(of: script.state.network, elementType: type)
    #expect(script.state.analysis.totals == fresh.totals)
    #expect(script.state.message?.text == "bytes are those of \(type.rawValue)")
    script.select("Conv-1")
    script.type("5", into: "stride", of: "Conv-1")
    script.run("accept")
    #expect(script.state.analysis.elementType == type, "edits keep it")
    script.send(.opened(.network(Samples.residual, Document(name: "other"))))
    #expect(script.state.analysis.elementType == type, "another file keeps it")
  }

  @Test func withoutANameTheTypesAreListed() {
    var script = Script()
    script.run("element-type")
    #expect(script.chooser?.items.map(\.title) == ElementType.allCases.map(\.rawValue))
    #expect(script.chooser?.highlighted?.title == "float32")
    script.send(.move(.by(1)), .accept)
    #expect(script.state.analysis.elementType == .float16)
  }

  @Test func anUnknownTypeIsRefusedWithThoseThereAre() {
    var script = Script()
    script.line("element-type float64")
    #expect(
      script.state.message?.text
        == "float64 is no element type: float32, float16, bfloat16, int8, int4")
    #expect(script.state.analysis.elementType == .float32)
  }

  @Test func thePeakIsWorkedOutOnceForAChange() {
    var script = Script()
    #expect(script.state.lacksMemory && script.state.activationMemory == nil)
    func peak(_ script: Script) -> Count? {
      script.state.analysis.activationMemory(of: script.state.network)?.peak
    }
    script.send(.workOutMemory)
    #expect(script.state.activationMemory?.peak == peak(script))
    script.run("move.down", "pane.summary", "pane.layers")
    #expect(!script.state.lacksMemory, "moving changes nothing")
    script.type("2", into: "kernel", of: "MaxPool-1")
    #expect(script.state.lacksMemory && script.state.activationMemory == nil)
    script.send(.workOutMemory)
    #expect(script.state.activationMemory?.peak == peak(script))
    script.line("element-type float16")
    #expect(script.state.lacksMemory)
    script.send(.workOutMemory)
    #expect(script.state.activationMemory?.peak == peak(script))
  }

  @Test func aFoldedGroupHoldsTheMostOfItsLayers() throws {
    var script = Script(Samples.blocks)
    script.run("group.fold-all")
    script.send(.workOutMemory)
    let memory = try #require(script.state.activationMemory)
    for row in 0..<script.state.rowCount {
      guard let group = script.state.group(atRow: row) else { continue }
      let layers = script.state.network.ids.filter {
        script.state.network[$0]?.name.hasPrefix(group.name + "/") == true
      }
      #expect(group.peakBytes == layers.map { memory[$0] }.max())
    }
  }
}
