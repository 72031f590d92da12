import NetworkModel

/// How a kind of layer is written for Keras; one declaration each, in its family's file.
struct KerasOperation: Sendable {
  let kind: String
  let code: @Sendable (LayerContext) throws(Refusal) -> LayerCode

  init(_ kind: String, code: @escaping @Sendable (LayerContext) throws(Refusal) -> LayerCode) {
    (self.kind, self.code) = (kind, code)
  }

  /// A kind that Keras has nothing for.
  static func refused(_ kind: String, _ reason: String) -> KerasOperation {
    KerasOperation(kind) { _ throws(Refusal) in throw Refusal(reason) }
  }

  /// Every kind of the catalogue, which a test sees to; those that cannot be written refuse with the reason.
  static let all: [String: KerasOperation] = Dictionary(
    uniqueKeysWithValues: [
      kerasEnds, kerasConvolutions, kerasPools, kerasDense, kerasNormalizations, kerasActivations,
      kerasMerging, kerasShapes, kerasResizing, kerasSelecting, kerasSequences,
    ].flatMap { $0 }.map { ($0.kind, $0) })
}

extension LayerContext {
  /// Every tensor of a Keras model has the batch in front.
  func requireBatch() throws(Refusal) {
    if self["batched"] == .flag(false) { throw Refusal("Keras' tensors have the batch as their first axis") }
  }

  /// `1D`, `2D`, `3D`
  func spatialLayer(_ name: String, _ arguments: [Python.Argument]) -> Python {
    .call("layers.\(name.replacing("#", with: "\(spatialRank)D"))", arguments)
  }

  var dataFormat: Python.Argument {
    .keyword("data_format", .text(input.layout.rawValue), or: .text(Layout.channelsLast.rawValue))
  }

  var bias: Python.Argument { .keyword("use_bias", .flag(flag("bias")), or: .flag(true)) }

  /// The size of an axis behind the batch where a layer takes it as written.
  func spatial(_ name: String, _ values: [Int], or fallback: Int) -> Python.Argument {
    .keyword(name, .extent(values), or: .integer(fallback))
  }
}

extension LayerCode.Adaptor {
  /// A layer that takes nothing but a tensor.
  static func layer(_ layer: Python, suffix: String) -> Self {
    Self(suffix: suffix, module: layer, function: .member(inputs: 1))
  }
}

extension LayerContext {
  /// Numbers at both ends of each spatial axis, as Keras' layers for margins take them.
  func margins(_ values: [(before: Int, after: Int)]) -> Python {
    let pairs = values.map { Python.numbers([$0.before, $0.after]) }
    if values.allSatisfy({ $0.before == $0.after && $0.before == values[0].before }) {
      return .integer(values[0].before)
    }
    return pairs.count == 1 ? pairs[0] : .tuple(pairs)
  }

  /// A margin of a value around the spatial axes.
  func pad(_ values: [(before: Int, after: Int)], with value: Double = 0) -> LayerCode.Adaptor {
    if value == 0, spatialRank > 1 || input.layout == .channelsLast {
      return .layer(
        spatialLayer("ZeroPadding#", [.positional("padding", margins(values)), dataFormat]), suffix: "_pad")
    }
    return LayerCode.Adaptor(
      suffix: "", module: nil,
      function: .call(
        "ops.pad",
        [
          .positional("x", .input(0)), .positional("pad_width", widths(values)),
          .keyword("constant_values", .real(value), or: .real(0)),
        ]))
  }

  /// Numbers at both ends of every axis.
  ///
  /// - Parameter first: the first spatial axis, where it is another than in the network.
  func widths(_ values: [(before: Int, after: Int)], from first: Int? = nil) -> Python {
    var pairs = Array(repeating: Python.numbers([0, 0]), count: rank)
    for (axis, value) in values.enumerated() {
      pairs[(first ?? input.layout.firstSpatialAxis) + axis] = .numbers([value.before, value.after])
    }
    return .tuple(pairs)
  }

  /// What is cut off at both ends of each spatial axis.
  func crop(_ values: [(before: Int, after: Int)]) -> LayerCode.Adaptor {
    if spatialRank > 1 || input.layout == .channelsLast {
      let format = spatialRank > 1 ? [dataFormat] : []
      return .layer(
        spatialLayer("Cropping#", [.positional("cropping", margins(values))] + format), suffix: "_crop")
    }
    return LayerCode.Adaptor(suffix: "", module: nil, function: Python.input(0).cropped(values))
  }
}
