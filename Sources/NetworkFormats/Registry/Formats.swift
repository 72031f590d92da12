import NetworkModel

/// Every format there is. A new one is a declaration in its own file and its name in this list.
public enum Formats {
  public static let all: [FileFormat] = [
    .native, .onnx, .kerasModel, .caffe, .text, .markdown, .csv, .json, .latex, .html, .svg, .dot, .pytorch,
    .keras,
  ]

  /// Those that a network can be written in.
  public static let writable = all.filter(\.canWrite)

  public static func named(_ id: String) -> FileFormat? { all.first { $0.id == id } }

  /// The format that a file's ending stands for, the first where several have it.
  public static func forFile(named name: String) -> FileFormat? { format(of: name, among: all) }

  /// The format that a new file of that name is written in.
  public static func toWrite(fileNamed name: String) -> FileFormat? { format(of: name, among: writable) }

  private static func format(of name: String, among formats: [FileFormat]) -> FileFormat? {
    guard let dot = name.lastIndex(of: "."), !name[dot...].contains("/") else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    return formats.first { $0.extensions.contains(ending) }
  }

  /// The endings that stand for a format that can be written, each with its dot.
  public static let endings: [String] = writable.flatMap(\.extensions).reduce(into: []) { endings, ending in
    if !endings.contains(".\(ending)") { endings.append(".\(ending)") }
  }

  /// What a new network is called in a file of that name: the file's name without folder and ending.
  public static func networkName(forFile path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { $0 > name.startIndex ? name[..<$0] : name } ?? name)
  }

  /// Reads a network: the format is told by the content, then by the file's name.
  ///
  /// - Parameters:
  ///   - name: what the file is called, for its ending and in messages.
  ///   - sizes: values of named dimensions for which every size has to be right; where none are given, a size may
  ///     hold only for those with which the network opens.
  /// - Returns: the network, its format, and what its user has to know of how it was read.
  /// - Throws: what is wrong with the file, with its place.
  public static func read(
    _ content: FileContent, name: String, assuming sizes: [String: Int] = [:]
  ) throws(UnreadableFile) -> (network: Network, format: FileFormat, notes: [String]) {
    try content.withBytes { bytes throws(UnreadableFile) in
      if let foreign = ForeignFile.told(by: bytes) {
        throw UnreadableFile(name: name, problems: [foreign.problem])
      }
      let recognized = all.first { $0.reader?.recognizes(bytes) == true }
      guard let format = recognized ?? forFile(named: name), let reader = format.reader else {
        let foreign = bytes.isEmpty ? nil : ForeignFile.named(name)
        let what = bytes.isEmpty ? "the file is empty" : "no format of a network is recognized; " + advice
        throw UnreadableFile(name: name, problems: [foreign?.problem ?? FileProblem(what)])
      }
      do throws(ProblemList) {
        let reading = try reader.read(bytes, sizes)
        return (reading.network, format, reading.notes)
      } catch {
        throw UnreadableFile(name: name, problems: error.problems)
      }
    }
  }

  public static func read(
    _ bytes: [UInt8], name: String
  ) throws(UnreadableFile) -> (network: Network, format: FileFormat, notes: [String]) {
    try read(FileContent(bytes), name: name)
  }

  private static let advice = "a native file begins with `strata: \(nativeVersion)`"
}
