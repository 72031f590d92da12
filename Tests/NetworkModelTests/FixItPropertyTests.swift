import TestSupport
import Testing

@testable import NetworkModel

@Suite("What ways out promise")
struct FixItPropertyTests {
  @Test("applied to a network with one mistake, each keeps its word", arguments: Mistake.all)
  func mistakes(mistake: Mistake) throws {
    for fixIt in Analysis(of: mistake.network).fixIts(for: mistake.id, in: mistake.network).fixIts {
      #expect(fixIt.code == mistake.code)
      try check(fixIt, of: mistake.id, mistake.network)
    }
  }

  @Test("applied to any broken network, each keeps its word", arguments: 1...80)
  func anyNetworks(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<5 {
      var network = random.network(layers: 3...10)
      for _ in 0..<3 { network.attempt(random.edit(of: network)) }
      let analysis = Analysis(of: network)
      for id in analysis.flagged {
        let fixIts = analysis.fixIts(for: id, in: network).fixIts
        for fixIt in fixIts { try check(fixIt, of: id, network) }
        let leavesMore = fixIts.map { $0.outcome.remainingProblems > 0 }
        #expect(leavesMore == leavesMore.sorted { !$0 && $1 }, "what leaves nothing wrong comes first")
      }
    }
  }

  private func check(_ fixIt: FixIt, of id: LayerID, _ network: Network) throws {
    let before = Analysis(of: network)
    var mended = network
    let inverse = try mended.apply(fixIt.edit)
    let after = Analysis(of: mended)
    #expect(!after[id].diagnostics.contains { $0.code == fixIt.code }, "\(fixIt.summary)")
    let problems = problems(after, mended)
    #expect(fixIt.outcome.remainingProblems == problems.values.reduce(0, +), "\(fixIt.summary)")
    #expect(fixIt.outcome.shape == sizeText(id, after[id], mended), "\(fixIt.summary)")
    let new = problems.keys.filter { self.problems(before, network)[$0] == nil }
    if problems.isEmpty {
      #expect(fixIt.outcome.downstream == "all exact after it")
    } else if let first = new.min(by: { (mended.index(of: $0) ?? 0) < (mended.index(of: $1) ?? 0) }) {
      let fraction = after[first].diagnostics.flatMap(\.shortfalls).first.map { " (\($0.exactSize))" }
      #expect(fixIt.outcome.downstream == "then \(mended[first]?.name ?? "?") breaks\(fraction ?? "")")
    } else {
      #expect(fixIt.outcome.downstream.hasPrefix("\(problems.values.reduce(0, +)) other problem"))
    }
    #expect(!fixIt.title.isEmpty && !fixIt.summary.contains("\n"))
    try mended.apply(inverse)
    #expect(mended == network && mended.ids == network.ids)
  }

  /// How many errors and windows that do not divide each layer has.
  private func problems(_ analysis: Analysis, _ network: Network) -> [LayerID: Int] {
    let counts = network.ids.map { id in
      (id, analysis[id].diagnostics.count { $0.severity == .error || $0.code == .inexactSize })
    }
    return Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 })
  }

  /// The size that a person would read off the layer: a window's without the channels, which it does not change.
  private func sizeText(_ id: LayerID, _ facts: LayerFacts, _ network: Network) -> String {
    guard let shape = facts.shape, let spec = network[id]?.spec else { return "" }
    guard case .windows = spec.spatial else { return shape.text() }
    let sizes =
      network.settings.layout == .channelsFirst ? shape.dimensions[2...] : shape.dimensions[1...].dropLast()
    return sizes.map { String($0) }.joined(separator: "×")
  }
}
