import Designer
import NetworkFormats
import Yams

/// Reads a configuration file and gathers what is wrong with it.
struct ConfigurationReader: YAMLReading {
  private(set) var warnings: [FileProblem] = []

  mutating func report(_ message: String, at node: Node) { warn(message, at: node.place) }

  mutating func warn(_ message: String, at place: TextPlace?) {
    warnings.append(FileProblem(message, at: place))
  }

  mutating func read(_ bytes: [UInt8], themes: [String]) -> Configuration {
    var configuration = Configuration()
    guard !Self.isBlank(bytes) else { return configuration }
    do throws(FileProblem) {
      let root = try YAMLDocument(bytes).root
      for entry in entries(of: root, "a configuration") { read(entry, themes, into: &configuration) }
    } catch {
      warnings.append(error)
    }
    return configuration
  }

  private mutating func read(_ entry: YAMLEntry, _ themes: [String], into configuration: inout Configuration)
  {
    switch Configuration.Key(rawValue: entry.name) {
    case .theme: configuration.theme = theme(entry.value, among: themes)
    case .mouse: configuration.mouse = flag(entry)
    case .ascii: configuration.ascii = flag(entry)
    case .columns: configuration.columns = columns(entry.value)
    case .keys: configuration.keyMap = keyMap(entry.value)
    case nil:
      let known = Configuration.Key.allCases.map(\.rawValue)
      report("unknown key \(entry.name.quoted)\(suggestion(for: entry.name, in: known))", at: entry.key)
    }
  }

  private mutating func theme(_ node: Node, among themes: [String]) -> String? {
    guard let name = text(node, "theme") else { return nil }
    if themes.contains(name) { return name }
    report("there is no theme \(name.quoted)\(suggestion(for: name, in: themes))", at: node)
    return nil
  }

  private mutating func flag(_ entry: YAMLEntry) -> Bool? {
    if case .flag(let flag)? = literal(entry.value, entry.name) { return flag }
    report("\(entry.name) is true or false", at: entry.value)
    return nil
  }

  private mutating func columns(_ node: Node) -> [SummaryColumn]? {
    var columns: [SummaryColumn] = []
    for item in items(of: node) {
      guard let id = text(item, "a column") else { continue }
      if let column = SummaryColumn.all.first(where: { $0.id == id }) {
        columns.append(column)
      } else {
        let known = SummaryColumn.all.map(\.id)
        report("unknown column \(id.quoted)\(suggestion(for: id, in: known))", at: item)
      }
    }
    return columns.isEmpty ? nil : columns
  }

  /// What stands in a list, or the one thing that stands there instead.
  func items(of node: Node) -> [Node] { node.sequence.map { Array($0) } ?? [node] }

  /// A file that says nothing is as good as none, though YAML wants a value.
  private static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
      let text = line.drop { " \t\r".utf8.contains($0) }
      return text.isEmpty || text.first == UInt8(ascii: "#")
    }
  }
}
