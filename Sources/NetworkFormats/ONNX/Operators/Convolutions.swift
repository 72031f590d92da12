import NetworkModel

extension Operators {
  static let convolutions: [String: Translation] = ["Conv": convolve, "ConvTranspose": spread]

  /// The sizes of a kernel: those of the weights behind their first two axes.
  private static func kernel(_ node: OperatorNode) -> (first: Int, second: Int, window: [Int])? {
    guard let sizes = node.shape(1)?.map({ $0.constant ?? 0 }), sizes.count > 2, !sizes.contains(0) else {
      return nil
    }
    return (sizes[0], sizes[1], Array(sizes[2...]))
  }

  private static func convolve(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let kernel = kernel(node),
      var attributes = node.window(axes: kernel.window.count, kernel: "kernel", kernel.window)
    else { return .shapes([]) }
    let groups = node.integer("group", 1)
    attributes["filters"] = .integer(kernel.first)
    attributes["groups"] = .integer(groups)
    attributes["bias"] = .flag(node.hasLearned(2, like: 1))
    if let shape = node.shape(0), shape.count > 1, !isDivided(shape[1], into: groups, of: kernel.second) {
      return .shapes([])
    }
    guard node.constant(1) != nil else {
      return Outcome(like: reader.shapes("conv", [node.shape(0)], attributes))
    }
    return Outcome(
      reader.emit(
        "conv", reader.operand(node, 0), attributes, learning: weights(node, attributes), name: node.name))
  }

  /// Whether the weights are for so many channels.
  private static func isDivided(_ channels: Size, into groups: Int, of size: Int) -> Bool {
    guard let channels = channels.constant else { return true }
    let (product, overflow) = groups.multipliedReportingOverflow(by: size)
    return !overflow && product == channels
  }

  private static func spread(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let kernel = kernel(node),
      var attributes = node.window(axes: kernel.window.count, kernel: "kernel", kernel.window)
    else { return .shapes([]) }
    let groups = node.integer("group", 1)
    let (filters, overflow) = groups.multipliedReportingOverflow(by: kernel.second)
    if overflow { return .shapes([]) }
    attributes["filters"] = .integer(filters)
    attributes["groups"] = .integer(groups)
    attributes["bias"] = .flag(node.hasLearned(2, like: 1))
    if let added = node.integers("output_padding"), added.contains(where: { $0 != 0 }) {
      attributes["output_padding"] = added.extent.map { .extent($0) }
    }
    if let wanted = node.integers("output_shape") {
      guard let padding = padding(for: wanted, kernel.window, node) else {
        let sizes = wanted.suffix(kernel.window.count).map { Size($0) }
        return .shapes([node.shape(0).map { [$0[0], Size(filters)] + sizes }])
      }
      attributes["padding"] = .padding(padding)
    }
    guard node.constant(1) != nil else {
      return Outcome(like: reader.shapes("conv_transpose", [node.shape(0)], attributes))
    }
    return Outcome(
      reader.emit(
        "conv_transpose", reader.operand(node, 0), attributes, learning: weights(node, attributes),
        name: node.name))
  }

  private static func weights(_ node: OperatorNode, _ attributes: AttributeList) -> [LearnedTensor?] {
    let bias = attributes["bias"] == .flag(true) ? LearnedTensor(node.input(2), flag: "bias") : nil
    return [LearnedTensor(node.input(1)), bias]
  }

  /// The padding that makes the output as large as the node wants it, as the standard computes it.
  private static func padding(for wanted: [Int], _ kernel: [Int], _ node: OperatorNode) -> Padding? {
    guard let shape = node.shape(0), shape.count == kernel.count + 2, wanted.count >= kernel.count else {
      return nil
    }
    var (before, after): ([Int], [Int]) = ([], [])
    for axis in kernel.indices {
      guard let size = shape[axis + 2].constant else { return nil }
      func number(_ name: String, _ otherwise: Int) -> Int128 {
        let numbers = node.integers(name) ?? []
        return Int128(axis < numbers.count ? numbers[axis] : otherwise)
      }
      let span = (Int128(kernel[axis]) - 1) * number("dilations", 1) + 1
      let whole = number("strides", 1) * (Int128(size) - 1) + number("output_padding", 0) + span
      guard let total = Int(exactly: whole - Int128(wanted[wanted.count - kernel.count + axis])), total >= 0
      else {
        return nil
      }
      let half = total / 2
      let isUpper = node.word("auto_pad") == "SAME_UPPER"
      before.append(isUpper ? half : total - half)
      after.append(isUpper ? total - half : half)
    }
    return Padding(sides: before + after, axes: kernel.count)
  }
}
