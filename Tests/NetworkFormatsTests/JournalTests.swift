import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

@Suite struct JournalTests {
  private static let awkward = "a: *b, \"c\" {d}\n\u{1B}[31m — 漢字:1"

  private static let start = Network(
    NetworkSettings(name: awkward),
    layers: [
      Samples.input("input", 32, 32, 3), Samples.conv("conv", 8, 3), Samples.layer("conv:1", "batch_norm"),
      Samples.layer(
        awkward, "activation", inputs: [InputReference("conv"), InputReference("conv", output: 1)]),
      Samples.dense("dense", 10),
    ])

  /// Edits of every kind, by name.
  private static let edits = [
    "set", "unset", "rename", "connect", "insert", "change", "several", "note", "remove", "configure",
    "dimensions", "nothing",
  ]

  private static func edit(_ name: String, of network: Network) -> NetworkEdit {
    let ids = network.ids
    switch name {
    case "set": return .set(ids[1], "stride", .extent(Extent(3)))
    case "unset": return .set(ids[1], "stride", nil)
    case "rename": return network.renaming(ids[1], to: "conv-2")
    case "connect":
      return .connect(ids[4], [InputReference("conv:1"), InputReference("conv", output: 1)])
    case "insert": return .insert(Samples.conv(awkward + "2", 4, 1), at: 2, id: nil)
    case "change": return .set(ids[2], "filters", .integer(77))
    case "several":
      let new = NetworkEdit.insert(Samples.layer("new", "dropout"), at: 0, id: nil)
      return .group([new, .move(ids[0], to: 3), .rename(ids[3], "third")])
    case "note":
      var layer = network[ids[1]] ?? Samples.conv("x", 1, 1)
      layer.note = awkward
      return .replace(ids[1], layer)
    case "remove": return network.removing([ids[1], ids[4]])
    case "configure":
      return .configure(NetworkSettings(name: "", layout: .channelsFirst, rounding: .floor, batch: 7))
    case "dimensions":
      return .configure(NetworkSettings(name: awkward, batch: 2, dimensions: ["seq": 5, awkward: 2]))
    default: return .group([])
    }
  }

  /// A journal of all of them, of what they undo, and of what that undoes; and the networks after each step.
  private func journal(of start: Network) throws -> (text: [UInt8], states: [String]) {
    var network = start
    let base = JournalBase(
      bytes: Array(NativeWriter.write(start).utf8), fingerprint: "1-2", network: start)
    var text = Array(JournalText.header(JournalSubject(path: "/a/b", name: "b"), process: 7).utf8)
    text += JournalText.base(base)
    var (states, inverses) = ([NativeWriter.write(network)], [(String, NetworkEdit)]())
    func make(_ name: String, _ edit: NetworkEdit) throws {
      let inverse = try network.apply(edit)
      inverses.append((name, inverse))
      let step = NamedEdit(name, .group(network.record(of: edit, inverse: inverse)))
      text += Array(JournalText.step(step).utf8)
      states.append(NativeWriter.write(network))
    }
    for name in Self.edits { try make(name, Self.edit(name, of: network)) }
    for (name, inverse) in inverses.reversed() { try make("undo \(name)", inverse) }
    for (name, inverse) in Array(inverses.suffix(Self.edits.count).reversed()) {
      try make("redo \(name)", inverse)
    }
    return (text, states)
  }

  private func states(_ content: JournalContent) throws -> [String] {
    var network = content.network
    return try [NativeWriter.write(network)]
      + content.steps.map { step in
        try network.apply(step.edit)
        return NativeWriter.write(network)
      }
  }

  @Test func makingTheStepsAgainGivesEveryNetworkOnTheWay() throws {
    let (text, expected) = try journal(of: Self.start)
    let content = try #require(JournalContent(text))
    #expect(content.subject.path == "/a/b" && content.process == 7 && content.fingerprint == "1-2")
    #expect(content.steps.map(\.name).prefix(3) == ["set", "unset", "rename"])
    #expect(try states(content) == expected)
    #expect(content.isLoss)
  }

  @Test func aNetworkWhoseLayersWereMovedAndMadeAnewIsFollowedToo() throws {
    var network = Self.start
    for name in Self.edits { try network.apply(Self.edit(name, of: network)) }
    let ids = network.ids
    let base = JournalBase(bytes: Array(NativeWriter.write(network).utf8), fingerprint: nil, network: network)
    let edit = NetworkEdit.group([.remove(ids[0]), .rename(ids[1], "first"), .move(ids[2], to: 0)])
    let inverse = try network.apply(edit)
    let step = NamedEdit("all", .group(network.record(of: edit, inverse: inverse)))
    let content = JournalContent(
      Array(JournalText.header(JournalSubject(path: nil, name: "x"), process: 1).utf8)
        + JournalText.base(base)
        + Array(JournalText.step(step).utf8))
    #expect(try content.map { try states($0).last } == NativeWriter.write(network))
    #expect(ids.enumerated().contains { $0.offset != $0.element.index })
  }

  @Test func aStepTakesNoMoreInALargeNetwork() throws {
    let lengths = try [10, 10_000].map { count in
      var network = Samples.chain(count)
      let edit = NetworkEdit.set(network.ids[1], "filters", .integer(17))
      let inverse = try network.apply(edit)
      return JournalText.step(NamedEdit("x", .group(network.record(of: edit, inverse: inverse)))).utf8.count
    }
    #expect(lengths[0] == lengths[1] && lengths[0] < 200)
  }

  @Test func aTornJournalGivesItsWholeSteps() throws {
    let (text, expected) = try journal(of: Self.start)
    var lengths: Set<Int> = []
    for end in stride(from: text.count, to: 0, by: -37) {
      guard let content = JournalContent(Array(text[..<end])) else { continue }
      lengths.insert(content.steps.count)
      if end % 5 == 0, !content.bytes.isEmpty {
        #expect(try states(content) == Array(expected.prefix(content.steps.count + 1)))
      }
    }
    #expect(lengths.count > 30)
  }

  @Test func aDamagedJournalNeverTraps() throws {
    let (text, _) = try journal(of: Self.start)
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      var damaged = text
      for _ in 0..<random.number(1...4) {
        damaged[random.number(0...text.count - 1)] = UInt8(random.number(0...255))
      }
      _ = JournalContent(damaged)?.isLoss
    }
  }

  @Test(arguments: [
    "step: x, changes: [{replace: 99, by: {name: a, kind: conv}}]",
    "step: x, changes: [{replace: 1, by: {name: \"\", kind: conv}}]",
    "step: x, changes: [{replace: 1, by: {name: a, kind: nonsense}}]",
    "step: x, changes: [{insert: 9223372036854775807, at: -1, layer: {name: a, kind: conv}}]",
    "step: x, changes: [{move: 1, to: 9223372036854775807}]", "step: x, changes: [{move: -1, to: 0}]",
    "step: x, changes: [{remove: 99999999999999999999}]", "step: x, changes: [{settings: {batch: 0}}]",
    "step: x, changes: [{}]", "step: x, changes: [[]]", "step: x", "changes: []", "",
    "step: x, changes: {a: b}",
  ])
  func aStepThatDoesNotFitEndsTheJournal(entries: String) throws {
    let base = JournalBase(writing: Self.start, fingerprint: nil)
    let good = JournalText.step(NamedEdit("good", .remove(Self.start.ids[1])))
    let content = JournalContent(
      Array(JournalText.header(JournalSubject(path: nil, name: "n"), process: 1).utf8)
        + JournalText.base(base)
        + Array((good + JournalText.line(entries) + good).utf8))
    #expect(content?.steps.map(\.name) == ["good"])
  }

  @Test(arguments: ["", "x", "strata-journal: 2\n", "strata-journal: 1\n", "strata-journal: 1\n1-1 {}\n"])
  func whatIsNoJournalIsNone(text: String) {
    #expect(JournalContent(Array(text.utf8)) == nil)
  }

  // MARK: - Files

  private let folder = NSTemporaryDirectory() + "strata-journal-\(UInt64.random(in: 0 ... .max))"
  private let subject = JournalSubject(path: "/nowhere/net.yaml", name: "net.yaml")
  private let step = NamedEdit("delete conv", .group([.remove(Self.start.ids[1])]))

  private func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }
  private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

  @Test func whatAProgramLeavesIsFoundByTheNext() throws {
    defer { removeFolder() }
    let journals = JournalFolder(folder)
    func crash() throws {
      let claim = try journals.claim(subject)
      #expect(claim.left == nil && claim.otherProcess == nil)
      try claim.journal.begin(with: JournalBase(writing: Self.start, fingerprint: nil))
      try claim.journal.add([step])
    }
    try crash()
    for name in files {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let other = try journals.claim(JournalSubject(path: "/nowhere/else.yaml", name: "else.yaml"))
    #expect(other.left == nil && other.otherProcess == nil)
    other.journal.close()
    let next = try journals.claim(subject)
    #expect(next.left?.content.steps == [step])
    next.left?.journal.close()
    next.journal.close()
    #expect(files.isEmpty)
  }

  @Test func aProgramIsToldOfAnotherOnItsFileAndKeepsAJournalOfItsOwn() throws {
    defer { removeFolder() }
    let journals = JournalFolder(folder)
    let first = try journals.claim(subject)
    try first.journal.begin(with: JournalBase(writing: Self.start, fingerprint: nil))
    let second = try journals.claim(subject)
    #expect(second.otherProcess == Int(getpid()))
    try second.journal.begin(with: JournalBase(writing: Self.start, fingerprint: nil))
    try second.journal.add([step])
    #expect(files.count == 2)
    first.journal.close()
    second.journal.close()
    #expect(files.isEmpty)
    let unnamed = JournalSubject(path: nil, name: "alexnet")
    let (one, two) = (try journals.claim(unnamed), try journals.claim(unnamed))
    #expect(two.otherProcess == nil)
    withExtendedLifetime((one, two)) {}
  }

  @Test func whatWasUndoneIsNoLossAndASavedNetworkNeither() throws {
    defer { removeFolder() }
    let journals = JournalFolder(folder)
    func leave(saving: Bool) throws {
      let claim = try journals.claim(subject)
      #expect(claim.left == nil)
      try claim.journal.begin(with: JournalBase(writing: Self.start, fingerprint: nil))
      var network = Self.start
      let inverse = try network.apply(step.edit)
      try claim.journal.add([step])
      if saving {
        try claim.journal.begin(with: JournalBase(writing: network, fingerprint: nil))
      } else {
        try claim.journal.add([NamedEdit("undo", inverse)])
      }
    }
    try leave(saving: true)
    try leave(saving: false)
    #expect(try journals.claim(subject).left == nil)
  }

  @Test func aJournalOfAnotherVersionIsLeftAlone() throws {
    defer { removeFolder() }
    let journals = JournalFolder(folder)
    let mine = try journals.claim(subject)
    let name = try #require(files.first)
    mine.journal.close()
    let foreign = Data("strata-journal: 9\na\nb\nc\n".utf8)
    try foreign.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    let claim = try journals.claim(subject)
    #expect(claim.left == nil && files.count == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) == foreign)
  }

  @Test func aFolderThatCannotBeIsAProblemAndNoTrap() {
    #expect(throws: StorageProblem.self) { try JournalFolder("/dev/null/strata").claim(subject) }
  }
}
