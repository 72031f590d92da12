import NetworkModel
import Yams

/// Layers as text that goes from one program to another: lines of a native file's list.
public enum LayerText {
  public static func write(_ layers: [Layer]) -> String {
    let names = Set(layers.map(\.name))
    return layers.map { "- {\(NativeWriter.entries(of: $0, names: names))}\n" }.joined()
  }

  /// Reads a list of layers, one of them, or the layers of a whole file.
  ///
  /// - Throws: what is wrong with the text.
  public static func read(_ text: String) throws(UnreadableFile) -> [Layer] {
    do {
      return try FileContent(Array(text.utf8).withAlignedItems).withBytes { bytes throws(ProblemList) in
        try NativeReader.readLayers(bytes)
      }
    } catch {
      throw UnreadableFile(name: "what was pasted", problems: error.problems)
    }
  }
}

extension NativeReader {
  fileprivate static func readLayers(_ bytes: UnsafeRawBufferPointer) throws(ProblemList) -> [Layer] {
    let noLayers = ProblemList([FileProblem("no list of layers as a network's file has them")])
    // No layer is without it, and a long text of another kind is not worth taking apart.
    guard bytes.holds("kind") else { throw noLayers }
    if FileFormat.native.reader?.recognizes(bytes) == true { return try read(bytes).layers }
    let (reader, layers): (NativeReader, [Layer]?)
    do throws(FileProblem) {
      try YAMLDocument.refuseOther(than: bytes)
      let text = bytes.withoutByteOrderMark
      let reading = try readRuns(text)
      (reader, layers) = if let reading { reading } else { try readNodes(text) }
    } catch {
      throw ProblemList([error])
    }
    guard reader.problems.isEmpty else { throw ProblemList(reader.problems) }
    guard let layers, !layers.isEmpty else { throw noLayers }
    return layers
  }

  /// - Returns: `nil` for what is short, or no list item by item.
  private static func readRuns(
    _ text: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (NativeReader, [Layer]?)? {
    guard text.count > YAMLList.runSize, var list = YAMLList(under: nil, in: text) else { return nil }
    try YAMLDocument.refuseExcess(in: text, values: YAMLDocument.mostValues(in: text.count))
    var reader = NativeReader()
    guard let layers = try reader.layers(of: &list) else { return nil }
    if let anchored = list.anchored { throw anchored }
    return (reader, resolved(layers))
  }

  private static func readNodes(
    _ text: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (NativeReader, [Layer]?) {
    let root = try YAMLDocument.root(ofText: text)
    let list: Node
    if root.sequence != nil {
      list = root
    } else if let layers = root.mapping?[HeaderKey.layers.rawValue] {
      list = layers
    } else if root.mapping?[LayerKey.kind.rawValue] != nil {
      list = Node([root])
    } else {
      return (NativeReader(), nil)
    }
    var reader = NativeReader()
    let layers = reader.layers(list)
    return (reader, layers)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return indices.contains { self[$0] == word[0] && self[$0...].starts(with: word) }
  }
}

extension [UInt8] {
  /// Items that begin at different columns, as when the first line was copied without the blanks before it,
  /// one below the other.
  fileprivate var withAlignedItems: [UInt8] {
    let lines = split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == UInt8(ascii: " ") } }
    guard lines.allSatisfy({ $0.isEmpty || $0.first == UInt8(ascii: "-") }) else { return self }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
