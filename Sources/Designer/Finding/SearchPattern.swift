import NetworkModel

/// What a search looks for: a text that a layer's name or its kind holds, capital letters or not.
public struct SearchPattern: Hashable, Sendable {
  public let text: String
  private let bytes: [UInt8]
  private let isASCII: Bool
  /// Found out once, so that a search looks at every layer's name only.
  private let kinds: Set<OperationKind>

  /// - Parameter text: not empty.
  init(_ text: String) {
    self.text = text
    bytes = Array(text.lowercased().utf8)
    isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let (bytes, isASCII) = (bytes, isASCII)
    kinds = Set(Catalogue.allKinds.filter { Self.holds($0.name, bytes, isASCII) })
  }

  func matches(_ layer: Layer) -> Bool { kinds.contains(layer.kind) || matches(name: layer.name) }

  func matches(name: String) -> Bool { Self.holds(name, bytes, isASCII) }

  /// Where a text first holds it, to be marked there.
  public func range(in text: String) -> Range<String.Index>? {
    let wanted = self.text.map { $0.lowercased() }
    var start = text.startIndex
    while start < text.endIndex {
      let rest = text[start...].prefix(wanted.count)
      if rest.count < wanted.count { return nil }
      if zip(rest, wanted).allSatisfy({ $0.lowercased() == $1 }) { return start..<rest.endIndex }
      start = text.index(after: start)
    }
    return nil
  }

  /// - Parameter isASCII: whether `bytes` is: then a name need not be made lowercase as a whole.
  private static func holds(_ text: String, _ bytes: [UInt8], _ isASCII: Bool) -> Bool {
    var text = isASCII ? text : text.lowercased()
    return text.withUTF8 { text in
      bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        while start + bytes.count <= text.count {
          var length = 0
          while length < bytes.count, lowercased(text[start + length]) == bytes[length] { length += 1 }
          if length == bytes.count { return true }
          start += 1
        }
        return false
      }
    }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }
}
