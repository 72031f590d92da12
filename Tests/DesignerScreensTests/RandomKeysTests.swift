import Designer
import NetworkModel
import Terminal
import TestSupport
import Testing

@testable import DesignerScreens
@testable import NetworkFormats

/// Somebody plays with the keyboard, 100,000 events in all.
@Suite struct RandomKeysTests {
  private static let networks = [
    Sample.alexNet, Sample.residual, Sample.foreignNames, Sample.brokenBranch, Network(), Samples.chain(60),
  ]
  private static let events = 5_000

  @Test(arguments: 0..<20)
  func nothingTrapsAndEverythingCanBeUndone(seed: Int) throws {
    let original = Self.networks[seed % Self.networks.count]
    var state = DesignerState(network: original, document: Document(name: "played"))
    var terminal = RandomTerminal(seed: seed, events: Self.events)
    var records: [NamedEdit] = []
    // Leaving is one of the things that happen; somebody then comes back.
    while terminal.remaining > 0 {
      var loop = DesignerLoop(
        backend: terminal, state: state, runner: RecordingRunner(), theme: Theme.unstyled)
      _ = try loop.run()
      (terminal, state) = (loop.backend, loop.state)
      records += loop.runner.records
    }
    // Closes what is open, and keeps what was typed there.
    for case .record(let steps) in state.reduce(.abandon(.stay)) { records += steps }
    let fresh = Analysis(of: state.network, elementType: state.analysis.elementType)
    #expect(state.analysis.totals == fresh.totals)
    #expect(records.count > Self.events / 100, "hardly anything was done")
    try expectJournal(records, from: original, leadsTo: state.network)
    while !state.history.done.isEmpty { _ = state.reduce(.undo) }
    #expect(state.network == original)
  }

  /// What was recorded on the way makes the network again from what it began with.
  private func expectJournal(_ steps: [NamedEdit], from original: Network, leadsTo result: Network) throws {
    let base = JournalBase(writing: original, fingerprint: nil)
    let text =
      Array(JournalText.header(JournalSubject(path: nil, name: "played"), process: 1).utf8)
      + JournalText.base(base) + steps.flatMap { Array(JournalText.step($0).utf8) }
    let content = try #require(JournalContent(text))
    #expect(content.steps.count == steps.count)
    var network = content.network
    for step in content.steps { try network.apply(step.edit) }
    #expect(NativeWriter.write(network) == NativeWriter.write(result))
  }
}
