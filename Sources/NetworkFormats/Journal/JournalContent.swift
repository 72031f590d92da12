import NetworkModel
import Yams

/// What stands in a journal, as far as it is whole.
public struct JournalContent: Sendable {
  public private(set) var subject: JournalSubject
  /// The program that writes it, or did.
  public private(set) var process = 0
  /// The file as the program knew it.
  public private(set) var fingerprint: String?
  /// What the steps begin with, as a native file and as a network.
  public private(set) var bytes: [UInt8] = []
  public private(set) var network = Network()
  /// Steps made of edits that fit the network, one after the other.
  public private(set) var steps: [NamedEdit] = []

  /// Whether the steps lead anywhere: what was done and undone is no loss.
  public var isLoss: Bool {
    var result = network
    for step in steps { _ = try? result.apply(step.edit) }
    return result != network
  }

  /// - Returns: `nil` for what is no journal of this program.
  public init?(_ bytes: [UInt8]) {
    var lines = JournalLines(bytes[...])
    guard lines.title() == JournalText.title, let header = lines.next() else { return nil }
    var reader = JournalReader()
    let entries = reader.dictionary(header)
    subject = JournalSubject(path: reader.text(entries["path"]), name: reader.text(entries["name"]) ?? "")
    process = reader.number(entries["process"]) ?? 0
    guard let line = lines.next() else { return }
    let base = reader.dictionary(line)
    guard let count = reader.number(base["base"]), let content = lines.take(count),
      let network = try? FileContent(content).withBytes({ bytes throws(ProblemList) in
        try NativeReader.read(bytes)
      }),
      reader.begin(with: network, layers: base["layers"])
    else { return nil }
    (self.bytes, self.network) = (content, network)
    fingerprint = reader.text(base["fingerprint"])
    while let line = lines.next(), let step = reader.step(line) { steps.append(step) }
  }
}

/// A journal's lines, up to the first that is not whole.
private struct JournalLines {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  private mutating func line() -> ArraySlice<UInt8>? {
    guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }

  mutating func title() -> String? { line().map { String(decoding: $0, as: UTF8.self) } }

  /// A line's mapping.
  mutating func next() -> Node? {
    guard let line = line(), let space = line.firstIndex(of: UInt8(ascii: " ")),
      let fingerprint = FileFingerprint(String(decoding: line[..<space], as: UTF8.self))
    else { return nil }
    let mapping = Array(line[(space + 1)...])
    guard mapping.count >= 2, FileFingerprint(Array(mapping[1..<(mapping.count - 1)])) == fingerprint else {
      return nil
    }
    return try? YAMLDocument(mapping, isOwn: true).root
  }

  /// So many bytes, and the line feed behind them.
  mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, count < rest.count else { return nil }
    defer { rest = rest.dropFirst(count + 1) }
    return Array(rest.prefix(count))
  }
}

/// Turns lines into steps. What does not fit ends them.
private struct JournalReader {
  private var reader = NativeReader()
  private var network = Network()
  /// The layers by the numbers of the program that wrote.
  private var ids: [Int: LayerID] = [:]

  func dictionary(_ node: Node) -> [String: Node] {
    var entries: [String: Node] = [:]
    for (key, value) in node.mapping ?? [:] { key.scalar.map { entries[$0.string] = value } }
    return entries
  }

  func text(_ node: Node?) -> String? { node?.scalar?.string }
  func number(_ node: Node?) -> Int? { text(node).flatMap { Int($0) } }

  mutating func begin(with network: Network, layers: Node?) -> Bool {
    let numbers = layers?.sequence.map { $0.map { number($0) ?? -1 } } ?? Array(0..<network.layerCount)
    guard numbers.count == network.layerCount else { return false }
    self.network = network
    ids = Dictionary(zip(numbers, network.ids), uniquingKeysWith: { first, _ in first })
    return true
  }

  mutating func step(_ line: Node) -> NamedEdit? {
    let entries = dictionary(line)
    guard let name = text(entries["step"]), let changes = entries["changes"]?.sequence else { return nil }
    var edits: [NetworkEdit] = []
    for change in changes {
      guard let edit = make(dictionary(change)) else { return nil }
      edits.append(edit)
    }
    return NamedEdit(name, .group(edits))
  }

  /// Makes a change, which the numbers in the following ones may depend on.
  private mutating func make(_ change: [String: Node]) -> NetworkEdit? {
    let (inserted, moved) = (number(change["insert"]), number(change["move"]))
    let edit: NetworkEdit
    if let id = id(change["replace"]), let layer = layer(change["by"]) {
      edit = .replace(id, layer)
    } else if inserted != nil, let index = number(change["at"]), let layer = layer(change["layer"]) {
      edit = .insert(layer, at: index, id: nil)
    } else if let id = id(change["remove"]) {
      edit = .remove(id)
    } else if moved != nil, let id = id(change["move"]), let index = number(change["to"]) {
      edit = .move(id, to: index)
    } else if let node = change["settings"] {
      edit = .configure(reader.settings(node))
    } else {
      return nil
    }
    guard reader.problems.isEmpty, let inverse = try? network.apply(edit) else { return nil }
    if let inserted, case .remove(let id) = inverse { ids[inserted] = id }
    return edit
  }

  private func id(_ node: Node?) -> LayerID? { number(node).flatMap { ids[$0] } }

  private mutating func layer(_ node: Node?) -> Layer? { node.flatMap { reader.singleLayer($0) } }
}
