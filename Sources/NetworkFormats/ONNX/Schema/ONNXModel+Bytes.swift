internal import SwiftProtobuf

extension ONNXModel {
  /// Decodes a file without its weights.
  ///
  /// - Returns: the model, the nodes of its graph apart, and what is left for what is made of them.
  static func decode(
    _ bytes: UnsafeRawBufferPointer
  ) throws(FileProblem) -> (model: ONNXModel, nodes: NodeList, budget: ReadingBudget) {
    let slim = try PayloadFilter.slimModel(bytes)
    do {
      let model = try ONNXModel(serializedBytes: slim.model, partial: true, options: .forModels)
      // Messages then take a sixteenth of what the file may.
      let nodes = try NodeList(slim.nodes, ends: slim.ends, room: slim.budget.limit / (16 * 20))
      return (model, nodes, slim.budget)
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
