internal import SwiftProtobuf

extension ONNXModel {
  /// Decodes a file without its weights.
  ///
  /// - Returns: the model, and what is left for what is made of it.
  static func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (model: ONNXModel, budget: ReadingBudget) {
    let (slim, budget) = try PayloadFilter.slimModel(bytes)
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    // A message in a message of the filter's depth is the deepest there can be.
    options.messageDepthLimit = PayloadFilter.maximumDepth + 1
    do {
      return (try ONNXModel(serializedBytes: slim, partial: true, options: options), budget)
    } catch {
      throw FileProblem(
        "is damaged: its fields are not of the types that ONNX gives them, or text is not UTF-8")
    }
  }

  /// Whether bytes begin as a model does: fields of a model, of their types, up to the graph.
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let types: [Int: WireScanner.WireType] = [
      1: .number, 2: .bytes, 3: .bytes, 4: .bytes, 5: .number, 6: .bytes, 7: .bytes, 8: .bytes, 14: .bytes,
      20: .bytes, 25: .bytes,
    ]
    var scanner = WireScanner(bytes)
    var fields = 0
    while let field = try? scanner.next() {
      guard types[field.number] == field.type else { return false }
      if field.number == 7 { return true }
      fields += 1
    }
    // Cut off within the graph: the tag is there, and what comes before it is in order.
    return fields > 0 && scanner.place < bytes.count && bytes[0] == 8
  }
}
