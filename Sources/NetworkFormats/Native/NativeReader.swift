import NetworkModel
import OrderedCollections
import Yams

/// Reads the native file. What cannot be understood is gathered, so that a person can mend it all at once; a
/// value out of its range is no problem here, since the network can hold it and say so.
struct NativeReader: YAMLReading {
  private static let maximumProblems = 20
  private(set) var problems: [FileProblem] = []
  /// What comes before the text whose nodes are read.
  var shift = TextShift()
  /// The values that layers have, which a deep network repeats.
  var known = KnownAttributes()
  var hasEnoughProblems: Bool { problems.count >= Self.maximumProblems }

  /// - Parameter runSize: how many bytes of the layers are taken apart at once.
  static func read(
    _ bytes: UnsafeRawBufferPointer, inRunsOf runSize: Int = YAMLList.runSize
  ) throws(ProblemList) -> Network {
    let (problems, settings, layers): ([FileProblem], NetworkSettings, [Layer])
    do throws(FileProblem) {
      try YAMLDocument.refuseOther(than: bytes)
      let text = bytes.withoutByteOrderMark
      let reading = try readInRuns(text, of: runSize)
      (problems, settings, layers) = if let reading { reading } else { try readAsAWhole(text) }
    } catch {
      throw ProblemList([error])
    }
    guard problems.isEmpty else { throw ProblemList(problems) }
    return Network(settings, layers: layers)
  }

  mutating func report(_ message: @autoclosure () -> String, at node: Node) {
    guard !hasEnoughProblems else { return }
    problems.append(FileProblem(message(), at: node.place).moved(by: shift))
  }

  private static func readAsAWhole(
    _ text: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (problems: [FileProblem], settings: NetworkSettings, layers: [Layer]) {
    let root = try YAMLDocument.root(ofText: text)
    try checkHeader(root)
    var reader = NativeReader()
    let layers = root.mapping?[HeaderKey.layers.rawValue].map { reader.layers($0) } ?? []
    let settings = reader.settings(root)
    return (reader.problems, settings, layers)
  }

  /// Takes the layers of a file apart run by run, so that few are there as nodes. What is wrong is told in the same order
  /// as where the whole is taken apart.
  ///
  /// - Returns: `nil` where the file is small, or the layers are written in a way that does not show where each begins.
  private static func readInRuns(
    _ text: UnsafeRawBufferPointer, of runSize: Int
  ) throws(FileProblem) -> (problems: [FileProblem], settings: NetworkSettings, layers: [Layer])? {
    let key = HeaderKey.layers.rawValue
    guard text.count > runSize,
      var list = YAMLList(under: key, in: text, runSize: runSize)
        ?? YAMLList(inBracketsUnder: key, in: text, runSize: runSize)
    else { return nil }
    try YAMLDocument.refuseExcess(in: text, values: YAMLDocument.mostValues(in: text.count))
    guard try list.stands(under: key) else { return nil }
    var reader = NativeReader()
    guard let layers = try reader.layers(of: &list) else { return nil }
    let (root, anchored) = try YAMLDocument.compose(list.rest)
    if let problem = [anchored, list.anchored].compactMap(\.self).min(by: { $0.isBefore($1) }) {
      throw problem
    }
    try checkHeader(root)
    let settings = reader.settings(root)
    return (reader.problems, settings, resolved(layers))
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
  private static func checkHeader(_ root: Node) throws(FileProblem) {
    guard root.mapping != nil else {
      throw FileProblem("a network's file is written as `key: value`, with `strata: 1` first", at: root.place)
    }
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
