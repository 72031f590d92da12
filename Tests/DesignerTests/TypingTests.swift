import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct TypingTests {
  @Test func shapesFollowWhileAValueIsTypedAndEscRestoresThem() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    #expect(script.editor?.field.value == "4")
    #expect(script.shape("Conv-1") == "44×44×96")
    #expect(script.shape("MaxPool-1") == "21×21×96")
    #expect(script.state.problemSummary == "1 error")
    #expect(script.state.parameterDelta == "−20,971,520")
    #expect(script.state.parameterSummary == "~41,406,824")
    #expect(script.state.history.done.isEmpty)
    script.send(.cancel)
    #expect(script.state.network == Samples.alexNet)
    #expect(script.shape("MaxPool-1") == "27×27×96")
    #expect(script.state.parameterDelta == nil)
    #expect(!script.state.isModified)
  }

  @Test func enterKeepsTheValueAsOneNamedStep() {
    var script = Script()
    script.type("128", into: "filters", of: "Conv-1")
    script.send(.accept)
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 filters 96 → 128"])
    #expect(script.state.isModified)
    script.run("undo")
    #expect(script.state.message?.text == "undid Conv-1 filters 96 → 128")
    #expect(script.state.network == Samples.alexNet)
    #expect(!script.state.isModified)
    script.run("redo")
    #expect(script.layer("Conv-1")?.attributes["filters"] == .integer(128))
  }

  @Test func enterWithoutAChangeLeavesNoStep() {
    var script = Script()
    script.select("Conv-1")
    script.send(.edit(.attribute("stride")), .accept)
    script.type("4", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(script.state.history.done.isEmpty)
  }

  @Test(
    arguments: [
      ("stride", "0", "must be 1 or more"),
      ("stride", "x", "must be a whole number, or one for each of up to three axes"),
      ("filters", "", "needs a value"),
      ("filters", "99999999999999999999", "has a number beyond 64 bits"),
      ("padding", "-1", "must be 0 or more"),
    ] as [(AttributeName, String, String)])
  func whatCannotStandIsRefusedWithTheReason(attribute: AttributeName, text: String, reason: String) {
    var script = Script()
    script.select("Conv-1")
    script.send(.edit(.attribute(attribute)), .text(.backspace))
    script.type(text)
    #expect(script.editor?.objection == reason)
    #expect(script.state.network == Samples.alexNet)
    script.send(.accept)
    #expect(script.editor != nil, "it stays open")
    script.send(.cancel)
    #expect(script.state.network == Samples.alexNet)
  }

  @Test(
    arguments: [
      ("stride", "3, 4", "73×55×96", "3, 4"), ("stride", "[3, 4]", "73×55×96", "3, 4"),
      ("padding", "same", "57×57×96", "same"), ("padding", "[1, 3], [0, 0]", "56×55×96", "[1, 3], [0, 0]"),
    ] as [(AttributeName, String, String, String)])
  func valuesMayBeTypedForEachAxis(attribute: AttributeName, text: String, shape: String, shown: String) {
    var script = Script()
    script.type(text, into: attribute, of: "Conv-1")
    #expect(script.shape("Conv-1") == shape)
    script.send(.accept)
    #expect(script.state.field(.attribute(attribute))?.value == shown)
  }

  @Test func clearingAnOptionalValueGivesTheDefaultBack() {
    var script = Script()
    script.select("Conv-1")
    script.send(.edit(.attribute("stride")), .text(.backspace), .accept)
    #expect(script.layer("Conv-1")?.attributes["stride"] == nil)
    #expect(script.shape("Conv-1") == "217×217×96")
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 stride 4 → 1"])
  }

  @Test func aValueThatIsTheDefaultIsNotSet() {
    var script = Script()
    script.type("1", into: "stride", of: "Conv-1")
    script.send(.accept)
    #expect(script.layer("Conv-1")?.attributes.names.contains("stride") == false)
  }

  @Test func movingOnKeepsWhatIsTyped() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.move(.by(1)))
    #expect(script.state.mode.isBrowsing)
    #expect(script.state.selectedField?.label == "padding")
    #expect(script.state.history.done.count == 1)
  }

  @Test func aTakenNameIsRefusedAndTheNearestFreeOneOffered() {
    var script = Script()
    script.select("Conv-1")
    script.run("layer.rename")
    script.type("Conv-2")
    #expect(script.editor?.objection == "Conv-2 is taken; Conv-6 is free")
    script.send(.complete, .accept)
    #expect(script.names[1] == "Conv-6")
    #expect(script.state.history.done.map(\.name.description) == ["rename Conv-1 → Conv-6"])
  }

  @Test func renamingReachesThoseWhoReadTheLayer() {
    var script = Script(Samples.residual)
    script.select("input")
    script.run("layer.rename")
    script.type("image")
    #expect(script.layer("sum")?.inputs == ["relu", "image"])
    script.send(.cancel)
    #expect(script.state.network == Samples.residual)
  }

  @Test func oneSwitchesByASingleKey() {
    var script = Script()
    script.select("Conv-1")
    script.send(.edit(.attribute("bias")))
    #expect(script.state.mode.isBrowsing)
    #expect(script.layer("Conv-1")?.attributes["bias"] == .flag(false))
    #expect(script.state.history.done.map(\.name.description) == ["Conv-1 bias yes → no"])
  }

  @Test func choicesAreShownWhileTheListIsOnThem() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept, .edit(.attribute("rounding")))
    #expect(script.state.problemSummary == "1 error")
    script.type("fl")
    #expect(script.chooser?.highlighted?.title == "floor")
    #expect(script.state.problemSummary != "1 error")
    script.send(.cancel)
    #expect(script.state.problemSummary == "1 error")
    script.send(.edit(.attribute("rounding")))
    script.type("fl")
    script.send(.accept)
    #expect(script.layer("Conv-1")?.attributes["rounding"] == .choice("floor"))
    #expect(script.state.history.done.last?.name.description == "Conv-1 rounding exact → floor")
  }

  @Test func settingsOfTheNetworkAreFieldsToo() {
    var script = Script()
    script.run("network.settings")
    #expect(script.state.fields.map(\.label) == ["name", "layout", "rounding", "batch", "dimensions"])
    script.send(.edit(.setting(.batch)))
    script.type("32")
    script.send(.accept)
    #expect(script.state.network.settings.batch == 32)
    #expect(script.state.history.done.last?.name.description == "network batch 1 → 32")
    script.send(.edit(.setting(.dimensions)))
    script.type("seq = 128, width=512")
    script.send(.accept)
    #expect(script.state.field(.setting(.dimensions))?.value == "seq = 128, width = 512")
    script.send(.cancel)
    #expect(script.state.subject == script.state.selection)
  }

  @Test(arguments: [
    ("seq", "must be like seq = 128, width = 512"), ("seq = 0", "must be like seq = 128, width = 512"),
    ("12 = 3", "12 is no name but a number"), ("seq = 1, seq = 2", "seq stands there twice"), ("", nil),
    ("seq = 7, w = 2", nil),
  ])
  func aDimensionHasANameOfItsOwnAndASize(text: String, objection: String?) {
    var script = Script()
    script.run("network.settings")
    script.send(.edit(.setting(.dimensions)))
    script.type(text)
    #expect(script.editor?.objection == objection)
  }

  @Test(
    arguments: [
      (AttributeName("stride"), "+", false), ("stride", "-", false), ("stride", "f", false),
      ("stride", "5", true),
      ("stride", ",", true), ("padding", "s", true), ("padding", "f", false), ("filters", "a", false),
    ] as [(AttributeName, Character, Bool)])
  func aFieldKnowsWhatCanBePartOfItsText(attribute: AttributeName, character: Character, isTaken: Bool) {
    var script = Script()
    script.type("1", into: attribute, of: "Conv-1")
    #expect(script.editor?.takes(character) == isTaken)
  }
}
