import NetworkModel

/// A call of a function among a model's layers: of `keras.ops`, which keeps its arguments in its configuration, or
/// of TensorFlow's in Keras 2, which has them in the call.
struct KerasFunction {
  let layer: KerasLayer
  let inputs: KerasInputs
  /// The function's own name: `expand_dims` of `ExpandDims` and of `tf.expand_dims`.
  let word: String

  init(_ layer: KerasLayer, _ inputs: KerasInputs) {
    (self.layer, self.inputs) = (layer, inputs)
    if let name = layer.word("function"), !name.isEmpty {
      word = name.split(separator: ".").last.map(String.init) ?? name
    } else if let operation = layer.config["node_def"]?["op"]?.string {
      word = (operation.hasSuffix("V2") ? String(operation.dropLast(2)) : operation).snakeCase
    } else {
      word = layer.type.snakeCase
    }
  }

  /// An argument by one of its names, or by its place in the call.
  func argument(_ names: String..., at place: Int? = nil) -> SyntaxNode? {
    for name in names {
      if let value = inputs.arguments?[name] ?? layer.config[name] { return value }
    }
    guard let place else { return nil }
    return place < inputs.positional.count
      ? inputs.positional[place] : layer.config["constants"]?["\(place)"]
  }

  /// The number that a tensor is put together with, and whether it comes before the tensor.
  var number: (KerasNumber, isFirst: Bool) {
    let first = inputs.positional.first
    if inputs.positional.count == 2, let first, !first.isTensor { return (KerasNumber(first), true) }
    if let number = inputs.firstNumber ?? layer.config["constants"]?["0"] {
      return (KerasNumber(number), true)
    }
    return (KerasNumber(argument("x2", "y", at: 1)), false)
  }

  /// An axis, the batch being 0.
  func axis(or fallback: Int, at place: Int? = nil) -> Int {
    shifted(argument("axis", at: place)?.integer ?? fallback)
  }

  /// The axes that a function works along; `nil` where none are named.
  func axes(_ names: String..., at place: Int? = nil) -> [Int]? {
    for name in names {
      if let axes = argument(name, at: place)?.integers { return axes.map(shifted) }
    }
    return nil
  }

  /// A number for each spatial axis; TensorFlow has some for the batch and the channels as well.
  func window(_ names: String..., at place: Int) -> [Int]? {
    let value = names.lazy.compactMap { self.argument($0) }.first { !$0.isNull } ?? argument(at: place)
    guard let numbers = value?.integers else { return nil }
    return numbers.count > 2 && numbers.count == inputs.rank ? Array(numbers.dropFirst().dropLast()) : numbers
  }

  func shifted(_ axis: Int) -> Int { axis > 0 ? axis &+ layer.leading : axis }

  /// The same, counted from the front.
  func place(_ axis: Int) -> Int { axis < 0 ? axis &+ (inputs.rank ?? 0) : axis }

  /// What comes in, with the sizes of some axes changed.
  func shape(_ change: (_ axis: Int, _ size: Int) -> Int?) -> Shape? {
    inputs.first?.shape.flatMap { shape in
      Shape(shape.dimensions.enumerated().compactMap { change($0.offset, $0.element) })
    }
  }
}

extension KerasLayer {
  /// Whether it is a function and no layer. Names such as `Softmax` and `Reshape` are both.
  var isFunction: Bool {
    ["TFOpLambda", "SlicingOpLambda", "TensorFlowOpLayer"].contains(type)
      || node["module"]?.string?.contains(".ops") == true
  }
}

extension SyntaxNode {
  fileprivate var isTensor: Bool { self["class_name"]?.string == "__keras_tensor__" }

  /// A whole number, or a list of them.
  var integers: [Int]? {
    if let integer { return [integer] }
    let numbers = children.map(\.integer)
    let known = numbers.compactMap { $0 }
    return kind == .list && known.count == numbers.count ? known : nil
  }
}

extension String {
  /// `ExpandDims` is `expand_dims`.
  fileprivate var snakeCase: String {
    var text = ""
    for character in self {
      if character.isUppercase, let last = text.last, !last.isUppercase, last != "_" { text += "_" }
      text += character.lowercased()
    }
    return text
  }
}
