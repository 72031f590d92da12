import TestSupport
import Testing

@testable import NetworkModel

@Suite("Ways out")
struct FixItTests {
  @Test("a stride of 5 in AlexNet's first layer: what helps, what it leads to, best first")
  func alexNetWithStrideFive() throws {
    var network = Samples.alexNet()
    let conv1 = network.ids[1]
    try network.apply(.set(conv1, "stride", .extent(5)))
    let list = Analysis(of: network).fixIts(for: conv1, in: network)
    #expect(
      list.fixIts.map(\.summary) == [
        "stride 5 → 4: 55×55, all exact after it",
        "input 227 → 241: 47×47, all exact after it",
        "padding 0 → 2: 45×45, then MaxPool-2 breaks (10.5)",
        "kernel 11 → 12: 44×44, then MaxPool-1 breaks (21.5)",
      ])
  }

  @Test("an even stride and an odd remainder: no symmetric padding, and the reason")
  func noSymmetricPadding() throws {
    let network = Network(
      NetworkSettings(rounding: .floor),
      layers: [Samples.input("input", 224, 224, 3), Samples.conv("conv1", 64, 7, stride: 2, padding: 3)])
    let list = Analysis(of: network).fixIts(for: network.ids[1], in: network)
    #expect(list.fixIts.map(\.title).prefix(3).contains("input 224 → 225"))
    #expect(list.fixIts.contains { $0.title == "padding 3 → [2, 3]" })
    #expect(list.impossibilities.contains("no symmetric padding: the stride is even and the remainder odd"))
  }

  @Test("what is offered for a mistake, best first, and why nothing else is", arguments: Mistake.all)
  func offersForEachMistake(mistake: Mistake) {
    let list = Analysis(of: mistake.network).fixIts(for: mistake.id, in: mistake.network)
    #expect(list.fixIts.map(\.title) + list.impossibilities == mistake.offers)
  }
}
