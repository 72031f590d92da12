import NetworkModel

/// How a journal is written. A line each:
///
///     strata-journal: 1
///     57-1234… {process: 4711, path: /home/ann/net.yaml, name: net.yaml}
///     93-9876… {base: 8123, fingerprint: 8123-42…, layers: [0, 1, 3, 2]}
///     (the native file that it begins with, 8123 bytes, and a line feed)
///     81-5555… {step: conv1 stride 4 → 5, changes: [{replace: 1, by: {name: conv1, kind: conv, …}}]}
///
/// Before each line stands its fingerprint, so that a torn one is told from a whole one. Layers go by numbers: those
/// of `layers` in the order of the list (left out where they are 0, 1, 2, …), and those that `insert` gives.
enum JournalText {
  static let title = "strata-journal: 1"

  static func line(_ entries: String) -> String { "\(FileFingerprint(Array(entries.utf8))) {\(entries)}\n" }

  static func header(_ subject: JournalSubject, process: Int) -> String {
    let path = subject.path.map { ", path: \(yamlScalar($0))" } ?? ""
    return title + "\n" + line("process: \(process)\(path), name: \(yamlScalar(subject.name))")
  }

  static func base(_ base: JournalBase) -> [UInt8] {
    let fingerprint = base.fingerprint.map { ", fingerprint: \($0)" } ?? ""
    let isInOrder = base.layers.enumerated().allSatisfy { $0 == $1 }
    let layers = isInOrder ? "" : ", layers: [\(base.layers.map(String.init).joined(separator: ", "))]"
    return Array(line("base: \(base.bytes.count)\(fingerprint)\(layers)").utf8) + base.bytes + [
      UInt8(ascii: "\n")
    ]
  }

  static func step(_ step: NamedEdit) -> String {
    let changes = step.edit.singleEdits.compactMap(change).joined(separator: ", ")
    return line("step: \(yamlScalar(step.name)), changes: [\(changes)]")
  }

  /// One of the changes that `Network.record(of:inverse:)` gives.
  private static func change(_ edit: NetworkEdit) -> String? {
    switch edit {
    case .replace(let id, let layer): "{replace: \(id.index), by: {\(entries(of: layer))}}"
    case .insert(let layer, let index, let id?):
      "{insert: \(id.index), at: \(index), layer: {\(entries(of: layer))}}"
    case .remove(let id): "{remove: \(id.index)}"
    case .move(let id, let index): "{move: \(id.index), to: \(index)}"
    case .configure(let settings): "{settings: {\(NativeWriter.entries(of: settings))}}"
    case .set, .rename, .connect, .share, .insert, .group: nil
    }
  }

  /// Without the other layers' names an input is written so that it can be meant in one way only.
  private static func entries(of layer: Layer) -> String { NativeWriter.entries(of: layer, names: []) }
}

/// What a journal is about.
public struct JournalSubject: Hashable, Sendable {
  /// The file, from the root; `nil` for a network that has none.
  public let path: String?
  public let name: String

  public init(path: String?, name: String) { (self.path, self.name) = (path.map(FileStore.absolute), name) }
}

/// What the steps of a journal begin with.
public struct JournalBase: Sendable {
  /// A native file.
  public let bytes: [UInt8]
  /// What the file on disk was then, if there was one.
  public let fingerprint: String?
  /// The numbers that the layers go by from here on, in the order of the list.
  let layers: [Int]

  public init(bytes: [UInt8], fingerprint: String?, network: Network) {
    (self.bytes, self.fingerprint, layers) = (bytes, fingerprint, network.ids.map(\.index))
  }

  /// For a network that was read from no native file.
  public init(writing network: Network, fingerprint: String?) {
    self.init(bytes: Array(NativeWriter.write(network).utf8), fingerprint: fingerprint, network: network)
  }
}
