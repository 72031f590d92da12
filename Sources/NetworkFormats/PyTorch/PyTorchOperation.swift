import NetworkModel

/// How a kind of layer is written for PyTorch; one declaration each, in its family's file.
struct PyTorchOperation: Sendable {
  let kind: String
  let order: @Sendable (LayerContext) -> AxisOrder
  let elements: Elements
  let operands: Operands
  let code: @Sendable (PyTorchLayer) throws(Refusal) -> LayerCode

  /// What becomes of another order of a vector's elements.
  enum Elements {
    /// Weights are learned for it.
    case learned
    /// Whoever reads the output gets them in that order.
    case passed
    case minded
  }

  /// What several operands have to be.
  enum Operands: Comparable {
    /// Tensors that fit.
    case tensors
    /// Those of fewer axes, or with axes of size 1, are repeated to fit.
    case broadcast
    /// Plain numbers too.
    case numbers
  }

  init(
    _ kind: String, _ order: AxisOrder, elements: Elements = .minded, operands: Operands = .tensors,
    code: @escaping @Sendable (PyTorchLayer) throws(Refusal) -> LayerCode
  ) {
    self.init(kind, order: { _ in order }, elements: elements, operands: operands, code: code)
  }

  init(
    _ kind: String, order: @escaping @Sendable (LayerContext) -> AxisOrder, elements: Elements = .minded,
    operands: Operands = .tensors,
    code: @escaping @Sendable (PyTorchLayer) throws(Refusal) -> LayerCode
  ) {
    (self.kind, self.order, self.elements, self.operands, self.code) = (
      kind, order, elements, operands, code
    )
  }

  /// Every kind of the catalogue, which a test sees to; those that cannot be written refuse with the reason.
  static let all: [String: PyTorchOperation] = Dictionary(
    uniqueKeysWithValues: [
      pyTorchEnds, pyTorchConvolutions, pyTorchPools, pyTorchDense, pyTorchNormalizations, pyTorchActivations,
      pyTorchMerging, pyTorchShapes, pyTorchResizing, pyTorchSelecting, pyTorchSequences,
    ].flatMap { $0 }.map { ($0.kind, $0) })
}

/// A layer with the order in which its tensors' axes stand in the program.
struct PyTorchLayer: OrderedLayer {
  let context: LayerContext
  /// Whether the channels stand behind the batch although the network has them last.
  let isMoved: Bool
  /// Whether what comes in are whole numbers already.
  let readsIntegers: Bool
  /// What all that read the output take.
  let readers: PyTorchOperation.Operands

  /// Whether all that read the output repeat a batch of 1 by themselves.
  var isBroadcast: Bool { readers >= .broadcast }
  /// Whether a single number can stand as it is where it is read.
  var isNumber: Bool { context.output.rank == 0 && readers == .numbers }

  subscript(name: AttributeName) -> AttributeValue? { context[name] }

  /// `1d`, `2d`, `3d`
  var rankSuffix: String { "\(context.spatialRank)d" }

  func spatial(_ module: String, _ arguments: [Python.Argument]) -> Python {
    .call("nn.\(module)\(rankSuffix)", arguments)
  }
}

extension LayerCode.Adaptor {
  /// A margin around the spatial axes, the last axis first.
  static func pad(_ margins: [(before: Int, after: Int)], value: Double = 0) -> Self {
    let numbers = Python.numbers(margins.reversed().flatMap { [$0.before, $0.after] })
    let rank = "\(margins.count)d"
    let amounts = Python.Argument.positional("padding", numbers)
    let module: Python =
      value == 0
      ? .call("nn.ZeroPad\(rank)", [amounts])
      : .call("nn.ConstantPad\(rank)", [amounts, .positional("value", .real(value))])
    let function = Python.call(
      "F.pad",
      [
        .positional("input", .input(0)), .positional("pad", numbers),
        .keyword("value", .real(value), or: .real(0)),
      ])
    return Self(suffix: "_pad", module: module, function: function)
  }

  /// Makes one axis of all from a certain one on.
  static func flatten(from first: Int = 1, to last: Int = -1) -> Self {
    let ends: [Python.Argument] = [
      .positional("start_dim", .integer(first)), .positional("end_dim", .integer(last)),
    ]
    let defaulted: [Python.Argument] = zip(ends, [1, -1]).map { end, fallback in
      var end = end
      end.fallback = .integer(fallback)
      return end
    }
    var called = ends
    called[1].fallback = .integer(-1)
    return Self(
      suffix: "_flatten", module: .call("nn.Flatten", defaulted),
      function: .call("torch.flatten", [.positional("input", .input(0))] + called))
  }
}
