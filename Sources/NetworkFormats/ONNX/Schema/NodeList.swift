internal import SwiftProtobuf

/// The nodes of a graph. Of those of a file, the first are kept as messages, as many as there is room for; the others
/// are decoded as they are looked at, since as messages they take twenty times their bytes.
struct NodeList: RandomAccessCollection {
  private var messages: [ONNXNode] = []
  private var bytes: [UInt8] = []
  /// Where each node ends.
  private var ends: [Int] = []

  init(_ messages: [ONNXNode] = []) { self.messages = messages }

  /// - Parameters:
  ///   - bytes: the nodes one behind the other, without tags and lengths.
  ///   - ends: where each of them ends.
  ///   - room: how many bytes of them are kept as messages.
  /// - Throws: where one cannot be decoded.
  init(_ bytes: [UInt8], ends: [Int], room: Int) throws {
    (self.bytes, self.ends) = (bytes, ends)
    messages.reserveCapacity(ends.prefix { $0 <= room }.count)
    for place in ends.indices {
      let node = try node(at: place)
      if ends[place] <= room { messages.append(node) }
    }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { Swift.max(messages.count, ends.count) }

  subscript(place: Int) -> ONNXNode {
    if place < messages.count { return messages[place] }
    return (try? node(at: place)) ?? ONNXNode()
  }

  private func node(at place: Int) throws -> ONNXNode {
    let start = place == 0 ? 0 : ends[place - 1]
    return try ONNXNode(
      serializedBytes: bytes.span.bytes.extracting(start..<ends[place]), partial: true, options: .forModels)
  }
}

extension BinaryDecodingOptions {
  /// How what the filter leaves of a model is decoded.
  static let forModels = {
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    // A message in a message of the filter's depth is the deepest there can be.
    options.messageDepthLimit = PayloadFilter.maximumDepth + 1
    return options
  }()
}
