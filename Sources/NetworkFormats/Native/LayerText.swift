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
      return try NativeReader.readLayers(Array(text.utf8))
    } catch {
      throw UnreadableFile(name: "what was pasted", problems: error.problems)
    }
  }
}

extension NativeReader {
  fileprivate static func readLayers(_ bytes: [UInt8]) throws(ProblemList) -> [Layer] {
    let noLayers = ProblemList([FileProblem("no list of layers as a network's file has them")])
    // No layer is without it, and a long text of another kind is not worth taking apart.
    guard bytes.holds("kind") else { throw noLayers }
    let root: Node
    do throws(FileProblem) {
      root = try YAMLDocument(bytes.withAlignedItems).root
    } catch {
      throw ProblemList([error])
    }
    if root.mapping?[HeaderKey.strata.rawValue] != nil { return try read(bytes).layers }
    let list: Node
    if root.sequence != nil {
      list = root
    } else if let layers = root.mapping?[HeaderKey.layers.rawValue] {
      list = layers
    } else if root.mapping?[LayerKey.kind.rawValue] != nil {
      list = Node([root])
    } else {
      throw noLayers
    }
    var reader = NativeReader()
    let layers = reader.layers(list)
    guard reader.problems.isEmpty else { throw ProblemList(reader.problems) }
    guard !layers.isEmpty else { throw noLayers }
    return layers
  }
}

extension [UInt8] {
  fileprivate func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    return indices.contains { self[$0] == word[0] && self[$0...].starts(with: word) }
  }

  /// Items that begin at different columns, as when the first line was copied without the blanks before it,
  /// one below the other.
  fileprivate var withAlignedItems: [UInt8] {
    let lines = split(separator: UInt8(ascii: "\n")).map { $0.drop { $0 == UInt8(ascii: " ") } }
    guard lines.allSatisfy({ $0.isEmpty || $0.first == UInt8(ascii: "-") }) else { return self }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }
}
