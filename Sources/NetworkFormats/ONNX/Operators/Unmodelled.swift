import NetworkModel

extension Operators {
  /// Operators that no layer stands for, with the shapes that the standard gives what comes out.
  static let unmodelled: [String: Translation] = shapesOfFirst.merging(shapesOfAll) { $1 }.merging(ownShapes)
  { $1 }

  private static let shapesOfFirst = sameShape([
    "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cosh", "Sinh", "Tan", "Not", "IsInf", "IsNaN",
    "Shrink",
    "BitwiseNot", "Hardmax", "LpNormalization", "MeanVarianceNormalization", "CumSum", "CumProd", "Trilu",
    "EyeLike", "Bernoulli", "RandomNormalLike", "RandomUniformLike",
    "ReverseSequence", "ScatterElements", "Scatter", "ScatterND", "TensorScatter", "RotaryEmbedding",
    "HannWindow", "Clip", "GroupNorm", "SkipGroupNorm",
  ])

  private static func sameShape(_ types: [String]) -> [String: Translation] {
    Dictionary(
      uniqueKeysWithValues: types.map { type in (type, { @Sendable _, node in .shapes([node.shape(0)]) }) })
  }

  private static let shapesOfAll: [String: Translation] = Dictionary(
    uniqueKeysWithValues: [
      "And", "Or", "Xor", "Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual", "Where", "Mod",
      "BitShift",
      "BitwiseAnd", "BitwiseOr", "BitwiseXor",
    ].map { type in (type, { @Sendable reader, node in broadcast(reader, node) }) })

  private static let ownShapes: [String: Translation] = [
    "ConstantOfShape": { _, node in .shapes([node.constant(0)?.values?.map { Size($0) }]) },
    "Range": { _, node in .shapes([rangeLength(node).map { [$0] }]) },
    "GatherElements": { _, node in .shapes([node.shape(1)]) },
    "GatherND": { _, node in
      let batch = node.integer("batch_dims", 0)
      guard let data = node.shape(0), let indices = node.shape(1), let depth = indices.last?.constant,
        batch >= 0,
        depth <= data.count, batch <= data.count - depth
      else { return .shapes([]) }
      return .shapes([Array(indices.dropLast()) + data[(batch + depth)...]])
    },
    "OneHot": { _, node in
      guard var shape = node.shape(0), let depth = node.constant(1)?.values?.first else { return .shapes([]) }
      let axis = node.integer("axis", -1)
      guard (-shape.count - 1...shape.count).contains(axis) else { return .shapes([]) }
      shape.insert(Size(depth), at: axis < 0 ? axis + shape.count + 1 : axis)
      return .shapes([shape])
    },
    "TopK": { _, node in
      guard var shape = node.shape(0), let count = node.integer("k") ?? node.integers(1)?.first else {
        return .shapes([])
      }
      let axis = node.integer("axis", -1)
      guard (-shape.count..<shape.count).contains(axis) else { return .shapes([]) }
      shape[axis < 0 ? axis + shape.count : axis] = Size(count)
      return .shapes([shape, shape])
    },
    "Attention": { _, node in
      guard let query = node.shape(0), let value = node.shape(2), query.count == 4, value.count == 4 else {
        return .shapes([])
      }
      return .shapes([Array(query.dropLast()) + [value[3]]])
    },
    "RandomNormal": { _, node in .shapes([node.integers("shape")?.map { Size($0) }]) },
    "RandomUniform": { _, node in .shapes([node.integers("shape")?.map { Size($0) }]) },
    "Det": { _, node in .shapes([node.shape(0).map { Array($0.dropLast(2)) }]) },
    "RoiAlign": { _, node in
      guard let input = node.shape(0), let regions = node.shape(1), input.count == 4, regions.count == 2
      else { return .shapes([]) }
      let sizes = [Size(node.integer("output_height", 1)), Size(node.integer("output_width", 1))]
      return .shapes([[regions[0], input[1]] + sizes])
    },
    "GridSample": { _, node in
      guard let input = node.shape(0), let grid = node.shape(1), input.count > 2, grid.count == input.count
      else { return .shapes([]) }
      return .shapes([Array(input[..<2]) + grid[1..<(grid.count - 1)]])
    },
    "Einsum": { _, node in .shapes([einsumShape(node)]) },
  ]

  private static func rangeLength(_ node: OperatorNode) -> Size? {
    guard let start = node.constant(0)?.values?.first, let end = node.constant(1)?.values?.first,
      let step = node.constant(2)?.values?.first
    else { return nil }
    return Size(((end - start) / step).rounded(.up))
  }

  /// The sizes of the letters behind the arrow, `bij,bjk->bik`; without one, of those that stand once, by alphabet.
  private static func einsumShape(_ node: OperatorNode) -> [Size]? {
    guard let equation = node.word("equation")?.filter({ $0 != " " }), !equation.contains(".") else {
      return nil
    }
    let sides = equation.split(separator: ">", omittingEmptySubsequences: false).map {
      $0.filter { $0 != "-" }
    }
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false)
    guard terms.count == node.inputs.count else { return nil }
    var sizes: [Character: Size] = [:]
    for (place, term) in terms.enumerated() {
      guard let shape = node.shape(place), shape.count == term.count else { return nil }
      for (letter, size) in zip(term, shape) where size.constant != 1 || sizes[letter] == nil {
        sizes[letter] = size
      }
    }
    let once = sizes.keys.filter { letter in terms.joined().filter { $0 == letter }.count == 1 }.sorted()
    let letters = sides.count > 1 ? Array(sides[1]) : once
    let result = letters.compactMap { sizes[$0] }
    return result.count == letters.count ? result : nil
  }
}
