import NetworkModel
import TestSupport
import Testing

@testable import Designer

@Suite struct ColumnTests {
  private static let columns = [("a", true), ("b", true), ("c", true), ("d", false), ("e", false)].map {
    TableColumn(id: $0, title: $0.uppercased(), summary: "", isStandard: $1)
  }

  private func arranging(_ chosen: [String]? = nil) -> Script {
    var script = Script()
    script.state.table = TableView(columns: chosen)
    script.run("table.columns")
    #expect(script.effects == [.loadColumns])
    script.send(.columns(Self.columns))
    return script
  }

  private func dialog(_ script: Script) -> ColumnsDialog? {
    if case .arranging(let dialog) = script.state.mode { dialog } else { nil }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let commands: [CommandID]
    /// What the table shows at once, and what is kept.
    let shown: [String]?

    var testDescription: String { commands.map(\.rawValue).joined(separator: " ") }
  }

  @Test(
    arguments: [
      Case(commands: ["complete"], shown: ["b", "c"]),
      Case(commands: ["move.last", "complete"], shown: ["a", "b", "c", "e"]),
      Case(commands: ["item.move-down"], shown: ["b", "a", "c"]),
      Case(commands: ["item.move-down", "item.move-down"], shown: ["b", "c", "a"]),
      Case(commands: ["item.move-up"], shown: nil),
      Case(commands: ["item.move-down", "item.move-up"], shown: nil),
      Case(commands: ["complete", "complete"], shown: nil),
      Case(
        commands: ["move.last", "complete", "item.move-up", "item.move-up"], shown: ["a", "b", "e", "c"]),
      Case(commands: ["complete", "move.down", "table.standard-columns"], shown: nil),
    ]) func theTableFollowsTheDialogAndEnterKeepsIt(_ test: Case)
  {
    var script = arranging()
    for command in test.commands { script.run(command) }
    #expect(script.state.table.columns == test.shown)
    script.run("accept")
    #expect(script.state.mode.isBrowsing)
    #expect(script.state.table.columns == test.shown)
    #expect(script.effects == (test.shown.map { [.rememberColumns($0)] } ?? []))
  }

  @Test func escPutsBackWhatWasShown() {
    var script = arranging(["d", "a"])
    #expect(dialog(script)?.entries.map(\.column.id) == ["d", "a", "b", "c", "e"])
    #expect(dialog(script)?.entries.map(\.isShown) == [true, true, false, false, false])
    script.run("complete", "move.down", "complete")
    #expect(script.state.table.columns == [])
    script.run("cancel")
    #expect(script.state.table.columns == ["d", "a"])
    #expect(script.effects.isEmpty)
  }

  @Test func theStandardColumnsComeBackWithoutTheDialog() {
    var script = Script()
    script.state.table = TableView(columns: ["d"])
    script.run("table.standard-columns")
    #expect(script.state.table.columns == nil)
    #expect(script.effects == [.rememberColumns([]), .rememberWidths([:])])
  }

  @Test func columnsStayWhenAnotherFileIsOpened() {
    var script = Script()
    script.state.table = TableView(columns: ["d"])
    script.send(.opened(.network(Samples.residual, Document(name: "other"))))
    #expect(script.state.table.columns == ["d"])
  }

  @Test func scrollingSidewaysEndsAtTheEndsOfTheTable() throws {
    var script = Script()
    script.run("pane.summary")
    func run(_ id: CommandID) throws {
      script.send(try #require(CommandTable[id]).resolve(script.state, rows: 6, lastColumn: 2))
    }
    for first in [1, 2] {
      try run("table.right")
      #expect(script.state.table.first == first)
    }
    try run("table.right")
    #expect(script.state.focus == .layers, "past the end there is the next pane")
    script.run("pane.summary")
    try run("table.left")
    try run("table.left")
    #expect(script.state.table.first == 0)
    try run("table.left")
    #expect(script.state.focus == .properties)
  }

  @Test func nothingElseCanBeMovedInItsList() {
    var script = Script()
    for id in ["item.move-up", "item.move-down"] as [CommandID] {
      script.run(id)
      #expect(script.state.message?.text == "no list is open whose order can be changed")
    }
  }
}
