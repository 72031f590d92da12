import Designer
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

/// What a person sees of what an earlier run left behind, and does about it with keys.
@Suite struct LeftWorkTests {
  private static let work = LeftWork(
    network: Sample.alexNet, document: Document(path: "net.yaml", name: "net.yaml"),
    steps: [
      NamedEdit("delete Conv-1", .remove(Sample.alexNet.ids[1])),
      NamedEdit("delete MaxPool-1", .remove(Sample.alexNet.ids[2])),
    ])

  private func play(_ keys: String, _ columns: Int = 80, _ rows: Int = 24) throws -> Play {
    try Play(
      Sample.alexNet, file: "net.yaml", columns, rows, keys: keys, beginning: [.foundWork(Self.work)])
  }

  @Test(arguments: [(80, 24), (40, 10), (120, 40)])
  func allAnswersAreInSight(columns: Int, rows: Int) throws {
    let text = try play("", columns, rows).screen.text()
    for answer in ["r  recover", "s  show", "d  discard", "l  later"] { #expect(text.contains(answer)) }
  }

  @Test(arguments: [
    ("r", 10, "recovered 2 changes"), ("enter", 10, "recovered 2 changes"),
    ("down down enter", 12, "what was left behind is gone"), ("s enter r", 10, "recovered 2 changes"),
    ("l : 'recover' enter r", 10, "recovered 2 changes"), ("r u", 11, "undid delete MaxPool-1"),
  ])
  func theKeysDoWhatTheAnswersSay(keys: String, layers: Int, message: String) throws {
    let play = try play(keys)
    #expect(play.state.network.layerCount == layers)
    #expect(play.screen.text().contains(message))
  }

  @Test func theListShowsEveryStep() throws {
    let text = try play("s").screen.text()
    #expect(text.contains("delete Conv-1") && text.contains("delete MaxPool-1"))
  }

  /// What is pasted answers no question.
  @Test func aPasteIsNoAnswer() throws {
    let play = try Play(
      Sample.alexNet, keys: "", events: [.paste("d")], beginning: [.foundWork(Self.work)])
    #expect(play.effects.isEmpty)
  }
}
