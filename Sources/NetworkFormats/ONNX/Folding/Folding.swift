/// The operators that sizes are computed with, on arrays of few elements.
enum Folding {
  typealias Rule = @Sendable (OperatorNode) -> [FoldedArray]?

  static let operators: [String: Rule] = elementwise.merging(arranging) { first, _ in first }

  /// Operators that only rearrange: what was learned before is learned behind them.
  static let views: Set<String> = [
    "Identity", "Cast", "CastLike", "Transpose", "Reshape", "Flatten", "Squeeze", "Unsqueeze",
    "DequantizeLinear", "QuantizeLinear",
  ]

  /// Those of them behind which whole numbers stand for others.
  static let makingReal: Set<String> = ["Cast", "DequantizeLinear"]

  /// A rule for one array that comes in and one that comes out.
  static func rule(_ body: @escaping @Sendable (FoldedArray, OperatorNode) -> FoldedArray?) -> Rule {
    { node in FoldedArray(node.input(0)).flatMap { body($0, node) }.map { [$0] } }
  }

  // MARK: - Element by element

  private static func unary(_ body: @escaping @Sendable (Sample) -> Sample) -> Rule {
    rule { array, _ in FoldedArray(array.shape, array.values.map(body), isInteger: array.isInteger) }
  }

  private static func each(_ body: @escaping @Sendable (Double) -> Double) -> Rule {
    unary { sample in
      var result = sample
      for trial in 0..<Sample.scalarCount { result[trial] = body(sample[trial]) }
      return result
    }
  }

  /// Several arrays that are repeated to one shape.
  private static func broadcast(
    _ node: OperatorNode, _ body: ([Sample], _ isInteger: Bool) -> Sample
  ) -> FoldedArray? {
    let arrays = node.inputs.compactMap { FoldedArray($0) }
    guard arrays.count == node.inputs.count, let shape = FoldedArray.broadcastShape(arrays.map(\.shape))
    else { return nil }
    let spread = arrays.compactMap { $0.broadcast(to: shape) }
    guard spread.count == arrays.count else { return nil }
    let isInteger = arrays.allSatisfy(\.isInteger)
    let values = spread[0].values.indices.map { place in body(spread.map { $0.values[place] }, isInteger) }
    return FoldedArray(shape, values, isInteger: isInteger)
  }

  /// A rule for two numbers, or for more of them one after the other.
  private static func binary(_ body: @escaping @Sendable (Double, Double, _ isInteger: Bool) -> Double)
    -> Rule
  {
    { node in
      broadcast(node) { samples, isInteger in
        samples.dropFirst().reduce(samples[0]) { first, second in
          var result = first
          for trial in 0..<Sample.scalarCount { result[trial] = body(first[trial], second[trial], isInteger) }
          return result
        }
      }.map { [$0] }
    }
  }

  private static func comparing(_ body: @escaping @Sendable (Double, Double) -> Bool) -> Rule {
    { node in
      let rule = binary { first, second, _ in body(first, second) ? 1 : 0 }
      return rule(node)?.map { FoldedArray($0.shape, $0.values, isInteger: true) }
    }
  }

  /// Powers by wholes and halves, which are what sizes and scales are made with.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    let (size, whole) = (exponent.magnitude, exponent.magnitude.rounded(.down))
    guard size <= 64, size - whole == 0 || size - whole == 0.5 else { return .nan }
    let product = (0..<Int(whole)).reduce(size == whole ? 1 : base.squareRoot()) { product, _ in
      product * base
    }
    return exponent < 0 ? 1 / product : product
  }

  private static let elementwise: [String: Rule] = [
    "Identity": unary { $0 }, "Neg": unary { -$0 },
    "Abs": each(\.magnitude), "Floor": each { $0.rounded(.down) }, "Ceil": each { $0.rounded(.up) },
    "Round": each { $0.rounded(.toNearestOrEven) }, "Sqrt": each { $0.squareRoot() },
    "Reciprocal": each { 1 / $0 }, "Not": each { $0 == 0 ? 1 : 0 },
    "Sign": each { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 },
    "Cast": rule { array, node in
      let isInteger = !ONNXTensor.realTypes.contains(Int32(clamping: node.integer("to", 1)))
      let isFlag = node.integer("to") == 9
      let values = array.values.map { sample -> Sample in
        isFlag
          ? Sample(repeating: 0).replacing(with: 1, where: sample .!= 0)
          : isInteger ? sample.rounded(.towardZero) : sample
      }
      return FoldedArray(array.shape, values, isInteger: isInteger)
    },
    "CastLike": { node in
      FoldedArray(node.input(0)).map { array in
        let isInteger = node.constant(1)?.isInteger ?? array.isInteger
        let values = array.values.map { isInteger ? $0.rounded(.towardZero) : $0 }
        return [FoldedArray(array.shape, values, isInteger: isInteger)]
      }
    },
    "Clip": rule { array, node in
      func bound(_ name: String, _ place: Int) -> Sample? {
        node.real(name).map { Sample(repeating: $0) } ?? node.constant(place)?.values?.first
      }
      let (least, most) = (bound("min", 1), bound("max", 2))
      guard !node.has(1) || least != nil, !node.has(2) || most != nil else { return nil }
      let values = array.values.map { value -> Sample in
        let raised = least.map { pointwiseMax(value, $0) } ?? value
        return most.map { pointwiseMin(raised, $0) } ?? raised
      }
      return FoldedArray(array.shape, values, isInteger: array.isInteger)
    },
    "Add": binary { first, second, _ in first + second },
    "Sum": binary { first, second, _ in first + second },
    "Sub": binary { first, second, _ in first - second },
    "Mul": binary { first, second, _ in first * second },
    // Whole numbers are divided towards zero.
    "Div": binary { first, second, isInteger in
      isInteger ? (first / second).rounded(.towardZero) : first / second
    },
    "Mod": binary { first, second, _ in first - second * (first / second).rounded(.down) },
    "Min": binary { first, second, _ in min(first, second) },
    "Max": binary { first, second, _ in max(first, second) },
    "Pow": binary { base, exponent, _ in power(base, exponent) },
    "And": comparing { $0 != 0 && $1 != 0 }, "Or": comparing { $0 != 0 || $1 != 0 },
    "Xor": comparing { ($0 != 0) != ($1 != 0) },
    "Equal": comparing { $0 == $1 }, "Less": comparing { $0 < $1 }, "Greater": comparing { $0 > $1 },
    "LessOrEqual": comparing { $0 <= $1 }, "GreaterOrEqual": comparing { $0 >= $1 },
    "Where": { node in
      let chosen = broadcast(node) { samples, _ in
        guard samples.count == 3 else { return samples[0] }
        return samples[2].replacing(with: samples[1], where: samples[0] .!= 0)
      }
      let isInteger = node.constant(1)?.isInteger ?? true
      return chosen.map { [FoldedArray($0.shape, $0.values, isInteger: isInteger)] }
    },
  ]
}
