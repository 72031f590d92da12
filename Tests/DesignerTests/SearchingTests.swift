import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct SearchingTests {
  @Test(
    arguments: [
      ("conv-3", "Conv-3"), ("FC", "FC-1"), ("pool", "MaxPool-1"), ("input", "Input Image"),
      // Kinds are found as well: these letters are in no name.
      ("fully", "FC-1"), ("max_", "MaxPool-1"), ("nothing", "Input Image"),
    ])
  func theFirstMatchIsSelectedWhileOneTypes(text: String, name: String) {
    var script = Script()
    script.run("search")
    script.type(text)
    #expect(script.selectedName == name)
    let finds = text != "nothing"
    #expect((script.state.message?.text == "no layer's name or kind holds nothing") == !finds)
  }

  @Test func everyLetterSearchesFromWhereTheSearchBegan() {
    var script = Script()
    script.run("search")
    script.type("c")
    #expect(script.selectedName == "Conv-1")
    script.type("onv-4")
    #expect(script.selectedName == "Conv-4")
    for _ in 0..<5 { script.send(.text(.backspace)) }
    #expect(script.selectedName == "Conv-1")
  }

  @Test func escLeadsBackToWhereTheSearchBegan() {
    var script = Script()
    script.run("move.down", "accept")
    let before = (script.state.selection, script.state.top, script.state.focus)
    script.run("search")
    script.type("fc-3")
    #expect(script.state.top > 0)
    script.run("cancel")
    #expect(script.state.selection == before.0)
    #expect(script.state.top == before.1)
    #expect(script.state.focus == before.2)
    #expect(script.state.mode.isBrowsing)
    #expect(script.state.markedPattern == nil)
  }

  @Test func matchesAreVisitedInTheOrderOfTheListAndAroundItsEnds() {
    var script = Script()
    script.run("search")
    script.type("maxpool")
    script.send(.accept)
    var visited = [script.selectedName]
    for _ in 0..<3 {
      script.run("search.next")
      visited.append(script.selectedName)
    }
    #expect(visited == ["MaxPool-1", "MaxPool-2", "MaxPool-3", "MaxPool-1"])
    #expect(script.state.message?.text == "past the end: on from the top")
    script.run("search.previous")
    #expect(script.selectedName == "MaxPool-3")
    #expect(script.state.message?.text == "past the top: on from the end")
    script.run("search.previous")
    #expect(script.state.message == nil)
  }

  @Test func theArrowsGoThroughTheMatchesBeforeEnter() {
    var script = Script()
    script.run("search")
    script.type("conv")
    script.send(.move(.by(1)), .move(.by(1)), .move(.by(-1)), .accept)
    #expect(script.selectedName == "Conv-2")
  }

  @Test func anEmptySearchGoesOnWithTheLastOne() {
    var script = Script()
    script.run("search.next")
    #expect(script.state.message?.text == "nothing has been searched for yet")
    script.run("search")
    script.type("fc")
    script.send(.accept)
    script.run("search", "accept")
    #expect(script.selectedName == "FC-2")
  }

  @Test func whatWasFoundStaysMarkedUntilEsc() {
    var script = Script()
    script.run("search")
    script.type("fc")
    script.send(.accept)
    #expect(script.state.markedPattern?.text == "fc")
    script.run("cancel")
    #expect(script.state.markedPattern == nil)
    script.run("search.next")
    #expect(script.state.markedPattern?.text == "fc")
  }

  @Test(
    arguments: [
      ("conv", "My Conv-1", "Conv"), ("É", "café", "é"), ("層", "第一層", "層"), ("x", "Conv", nil),
      ("ab", "a", nil),
    ] as [(String, String, String?)])
  func whatIsMarkedIsWhatWasTypedCapitalsOrNot(text: String, name: String, marked: String?) {
    let pattern = SearchPattern(text)
    #expect(pattern.range(in: name).map { String(name[$0]) } == marked)
    #expect(pattern.matches(Samples.layer(name, "output")) == (marked != nil))
  }

  @Test func theNextProblemAnnouncesThatItHasPassedTheEnd() {
    var script = Script()
    script.type("5", into: "stride", of: "Conv-1")
    script.send(.accept)
    script.select("FC-1")
    script.run("problem.next")
    #expect(script.selectedName == "Conv-1")
    #expect(script.state.message?.text == "past the end: on from the top")
  }
}
