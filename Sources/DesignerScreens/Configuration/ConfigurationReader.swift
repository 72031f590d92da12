import Designer
import NetworkFormats
import NetworkModel
import Yams

/// Reads a configuration file and gathers what is wrong with it.
struct ConfigurationReader: YAMLReading {
  /// More than anybody reads, and each may cost a search for the nearest word.
  private static let maximumWarnings = 100
  private(set) var warnings: [FileProblem] = []

  mutating func report(_ message: @autoclosure () -> String, at node: Node) {
    guard warnings.count < Self.maximumWarnings else { return }
    warn(message(), at: node.place)
  }

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
    case .widths: configuration.widths = widths(entry.value)
    case .elementType: configuration.elementType = elementType(entry.value)
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
      if let id = text(item, "a column"), let column = column(id, at: item) { columns.append(column) }
    }
    return columns.isEmpty ? nil : columns
  }

  private mutating func column(_ id: String, at node: Node) -> SummaryColumn? {
    if let column = SummaryColumn.named(id) { return column }
    report("unknown column \(id.quoted)\(suggestion(for: id, in: SummaryColumn.all.map(\.id)))", at: node)
    return nil
  }

  private mutating func widths(_ node: Node) -> [String: Int]? {
    var widths: [String: Int] = [:]
    for entry in entries(of: node, "`widths`") {
      guard let column = column(entry.name, at: entry.key) else { continue }
      if case .integer(let width)? = literal(entry.value, entry.name), TableView.widths.contains(width) {
        widths[column.id] = width
      } else {
        let (least, most) = (TableView.widths.lowerBound, TableView.widths.upperBound)
        report("a width is a number from \(least) to \(most)", at: entry.value)
      }
    }
    return widths.isEmpty ? nil : widths
  }

  private mutating func elementType(_ node: Node) -> ElementType? {
    guard let name = text(node, "element_type") else { return nil }
    if let type = ElementType(rawValue: name) { return type }
    let known = ElementType.allCases.map(\.rawValue)
    report("there is no element type \(name.quoted)\(suggestion(for: name, in: known))", at: node)
    return nil
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
