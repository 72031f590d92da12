import Designer
import NetworkFormats
import NetworkModel
import Terminal
import Testing

@testable import DesignerScreens

@Suite struct SummaryLayoutTests {
  private let total = SummaryRow(totalOf: Analysis(of: Sample.alexNet))

  private func view(_ ids: [String]?, first: Int = 0) throws -> TableView {
    var state = try Play(Sample.alexNet).state
    _ = state.reduce(.columns(ScreenColumn.choices))
    state = DesignerState(network: Sample.alexNet, table: TableView(columns: ids))
    _ = state.reduce(.scrollTable(to: first))
    return state.table
  }

  @Test(arguments: [20, 38, 60, 76, 116, 196], [0, 1, 3, 9, 99])
  func columnsStandBesideEachOtherWithinTheTable(width: Int, first: Int) throws {
    for ids in [nil, ScreenColumn.all.map(\.id), ["kind"], ["kind", "nonsense", "status"], []] {
      let layout = SummaryLayout(width: width, total: total, try view(ids, first: first))
      var end = layout.nameWidth
      for place in layout.places {
        #expect(place.start > end)
        end = place.start + place.width
      }
      #expect(end <= width)
      #expect(layout.hidden.left <= layout.last)
    }
  }

  @Test(arguments: [38, 60, 76, 116])
  func everyColumnCanBeScrolledIntoSightAndNoFurther(width: Int) throws {
    let all = ScreenColumn.all.map(\.id)
    var seen: Set<String> = []
    let last = SummaryLayout(width: width, total: total, try view(all)).last
    for first in 0...last {
      let layout = SummaryLayout(width: width, total: total, try view(all, first: first))
      seen.formUnion(layout.places.map(\.column.id))
      #expect((layout.hidden.right == 0) == (first == last))
    }
    #expect(seen == Set(all))
  }

  @Test func everyColumnOfTheTableCanBeChosenOnce() {
    let ids = ScreenColumn.choices.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(Set(SummaryColumn.all.map(\.id)).subtracting(ids) == ["name"])
    #expect(ScreenColumn.standard.count == 8)
    for choice in ScreenColumn.choices { #expect(!choice.title.isEmpty && !choice.summary.isEmpty) }
  }

  @Test func theNamesStayWhileTheTableScrollsSideways() throws {
    let play = try Play(Sample.alexNet, keys: "3 right right")
    let header = try #require(play.screen.text().split(separator: "\n").first { $0.contains("Layer Name") })
    #expect(header.contains("◂") && !header.contains("Tensor Size") && header.contains("Share"))
    #expect(play.screen.text().contains("│ Conv-1 "))
  }

  @Test func aHeadingIsPulledWider() throws {
    let press = Point(column: 20, row: 12)
    func event(_ kind: MouseEvent.Kind, _ column: Int) -> Event {
      .mouse(MouseEvent(.left, kind, at: Point(column: column, row: 12)))
    }
    let play = try Play(
      Sample.alexNet, events: [event(.press, press.column), event(.drag, 24), event(.release, 26)])
    #expect(play.state.table.widths == ["shape": 21])
    let name = try Play(Sample.alexNet, events: [event(.press, 3), event(.drag, 0), event(.release, 0)])
    #expect(name.state.table.widths["name"] == 13)
    let none = try Play(Sample.alexNet, events: [event(.press, 3), event(.release, 3), event(.drag, 9)])
    #expect(none.state.table.widths.isEmpty)
  }

  @Test func widthsAreKeptWhenTheButtonIsLetGo() throws {
    func event(_ kind: MouseEvent.Kind, _ column: Int) -> Event {
      .mouse(MouseEvent(.left, kind, at: Point(column: column, row: 12)))
    }
    let pulled = try Play(Sample.alexNet, events: [event(.press, 20), event(.drag, 24), event(.release, 26)])
    #expect(pulled.effects == [.rememberWidths(["shape": 21])])
    let back = try Play(Sample.alexNet, events: [event(.press, 20), event(.drag, 24), event(.release, 20)])
    #expect(back.state.table.widths == ["shape": 15], "as wide as it was")
    #expect(try Play(Sample.alexNet, events: [event(.press, 20), event(.release, 20)]).effects.isEmpty)
  }

  @Test func thePeakIsWorkedOutOnlyWhereItIsShown() throws {
    let play = try Play(Sample.alexNet, keys: "j j")
    #expect(play.state.lacksMemory)
    let index = try #require(ScreenColumn.choices.firstIndex { $0.id == SummaryColumn.peakBytes.id })
    let downs = Array(repeating: "j", count: index).joined(separator: " ")
    let ups = Array(repeating: "K", count: index).joined(separator: " ")
    let shown = try Play(Sample.alexNet, keys: "c \(downs) space \(ups) enter j")
    let peak = try #require(shown.state.activationMemory?.peak.value)
    let lines = shown.screen.text().split(separator: "\n")
    #expect(lines.contains { $0.contains("Layer Name") && $0.contains("Peak Bytes") })
    #expect(
      lines.contains { $0.contains("│ Total") && $0.contains(peak.abbreviated) }, "\(shown.screen.text())")
    let edited = try Play(Sample.alexNet, keys: "c \(downs) space \(ups) enter j enter enter '500' enter")
    #expect(!edited.state.lacksMemory)
    #expect(edited.state.activationMemory?.peak != shown.state.activationMemory?.peak)
  }

  @Test func noWidthGivenByHandCutsANumber() throws {
    var state = DesignerState(network: Sample.alexNet)
    _ = state.reduce(.setWidth(1, ofColumn: "parameters"))
    #expect(render(state, size: Size(columns: 80, rows: 24)).text().contains("62,378,344"))
  }
}
