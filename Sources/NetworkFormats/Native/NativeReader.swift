import NetworkModel
import OrderedCollections
import Yams

/// Reads the native file. What cannot be understood is gathered, so that a person can mend it all at once; a
/// value out of its range is no problem here, since the network can hold it and say so.
struct NativeReader: YAMLReading {
  private static let maximumProblems = 20
  private(set) var problems: [FileProblem] = []

  static func read(_ bytes: UnsafeRawBufferPointer) throws(ProblemList) -> Network {
    var reader = NativeReader()
    let network: Network
    do throws(FileProblem) {
      network = try reader.network(from: try YAMLDocument(bytes).root)
    } catch {
      throw ProblemList([error])
    }
    guard reader.problems.isEmpty else { throw ProblemList(reader.problems) }
    return network
  }

  mutating func report(_ message: String, at node: Node) {
    guard problems.count < Self.maximumProblems else { return }
    problems.append(FileProblem(message, at: node.place))
  }

  // MARK: - Header

  private mutating func network(from root: Node) throws(FileProblem) -> Network {
    guard root.mapping != nil else {
      throw FileProblem("a network's file is written as `key: value`, with `strata: 1` first", at: root.place)
    }
    try checkVersion(root)
    let layers = root.mapping?[HeaderKey.layers.rawValue].map { self.layers($0) } ?? []
    return Network(settings(root), layers: layers)
  }

  /// What the entries of a file, all but its layers, come to.
  mutating func settings(_ node: Node) -> NetworkSettings {
    var settings = NetworkSettings()
    for entry in entries(of: node, "a network") {
      guard let key = HeaderKey(rawValue: entry.name) else {
        let known = HeaderKey.allCases.map(\.rawValue)
        report("unknown key \(entry.name.quoted)\(suggestion(for: entry.name, in: known))", at: entry.key)
        continue
      }
      switch key {
      case .strata, .layers: break
      case .name: settings.name = text(entry.value, "name") ?? settings.name
      case .layout: settings.layout = word(entry.value, "layout") ?? settings.layout
      case .rounding: settings.rounding = word(entry.value, "rounding") ?? settings.rounding
      case .batch: settings.batch = count(entry.value, "batch") ?? settings.batch
      case .dimensions: settings.dimensions = dimensions(entry.value)
      }
    }
    return settings
  }

  /// Another version may spell everything otherwise, so that nothing else is worth saying.
  private mutating func checkVersion(_ root: Node) throws(FileProblem) {
    guard let version = root.mapping?[HeaderKey.strata.rawValue] else {
      throw FileProblem(
        "`strata: \(nativeVersion)` is missing, with which a network's file begins", at: root.place)
    }
    guard version.scalar?.string == "\(nativeVersion)" else {
      let found = version.scalar?.string.quoted ?? "no number"
      throw FileProblem(
        "the file's version is \(found); this program reads version \(nativeVersion)", at: version.place)
    }
  }

  private mutating func dimensions(_ node: Node) -> OrderedDictionary<String, Int> {
    var dimensions: OrderedDictionary<String, Int> = [:]
    for entry in entries(of: node, "`dimensions`") {
      dimensions[entry.name] = count(entry.value, "dimension \(entry.name.quoted)")
    }
    return dimensions
  }

  /// A number of at least one. Nothing in the network could say that it is less.
  private mutating func count(_ node: Node, _ what: String) -> Int? {
    guard case .integer(let number)? = literal(node, what) else {
      report("\(what) must be a whole number", at: node)
      return nil
    }
    guard number >= 1 else {
      report("\(what) must be 1 or more", at: node)
      return nil
    }
    return number
  }
}

/// What a reader found wrong; the file's name is added by who knows it.
struct ProblemList: Error {
  let problems: [FileProblem]
  init(_ problems: [FileProblem]) { self.problems = problems }
}
