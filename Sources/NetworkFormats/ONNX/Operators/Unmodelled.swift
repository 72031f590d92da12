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
    "Clip", "GroupNorm", "SkipGroupNorm",
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
    "Attention": { _, node in .shapes(attentionShapes(node)) },
    // How many are found depends on what is fed.
    "NonMaxSuppression": { _, _ in .shapes([[.open, Size(3)]]) },
    "NonZero": { _, node in .shapes([node.shape(0).map { [Size(max($0.count, 1)), .open] }]) },
    "Unique": { _, node in
      node.integer("axis") == nil ? .shapes([[.open], [.open], [.open], [.open]]) : .shapes([])
    },
    "Compress": { _, node in
      guard var shape = node.shape(0) else { return .shapes([]) }
      let taken = node.integers(1).map { Size($0.filter { $0 != 0 }.count) } ?? .open
      guard let axis = node.integer("axis") else { return .shapes([[taken]]) }
      guard (-shape.count..<shape.count).contains(axis) else { return .shapes([]) }
      shape[axis < 0 ? axis + shape.count : axis] = taken
      return .shapes([shape])
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

  /// With the heads side by side or as an axis of their own; the keys and values that are kept come behind.
  private static func attentionShapes(_ node: OperatorNode) -> [[Size]?] {
    guard let query = node.shape(0), let value = node.shape(2), query.count == value.count else { return [] }
    if query.count == 4 { return [query.dropLast() + [value[3]]] }
    guard query.count == 3, let heads = node.integer("q_num_heads"),
      let groups = node.integer("kv_num_heads"),
      groups > 0, let width = value[2].constant, width.isMultiple(of: groups)
    else { return [] }
    return [[query[0], query[1], Size(width / groups) &* Size(heads)]]
  }

  /// The sizes of the letters behind the arrow, `bij,bjk->bik`; without one, of those that stand once, by alphabet.
  /// Three points stand for all axes that have no letter.
  private static func einsumShape(_ node: OperatorNode) -> [Size]? {
    guard let equation = node.word("equation")?.filter({ $0 != " " }) else { return nil }
    let sides = equation.split(separator: ">", omittingEmptySubsequences: false).map {
      $0.filter { $0 != "-" }
    }
    let terms = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard terms.count == node.inputs.count else { return nil }
    var sizes: [Character: Size] = [:]
    // What stands for several axes, those at the end first.
    var rest: [Size] = []
    for (place, term) in terms.enumerated() {
      let letters = term.filter { $0 != "." }
      guard let shape = node.shape(place), shape.count == letters.count || term.contains("..."),
        shape.count >= letters.count
      else { return nil }
      let first = term.prefix { $0 != "." }.count
      let covered = shape.count - letters.count
      for (letter, size) in zip(letters, shape[..<first] + shape[(first + covered)...])
      where size.constant != 1 || sizes[letter] == nil {
        sizes[letter] = size
      }
      for (axis, size) in shape[first..<(first + covered)].reversed().enumerated() {
        if axis == rest.count { rest.append(size) } else if size.constant != 1 { rest[axis] = size }
      }
    }
    let once = sizes.keys.filter { letter in terms.joined().filter { $0 == letter }.count == 1 }.sorted()
    let result = sides.count > 1 ? sides[1] : (rest.isEmpty ? "" : "...") + String(once)
    var shape: [Size] = []
    for (place, letter) in result.enumerated() {
      if letter != "." {
        guard let size = sizes[letter] else { return nil }
        shape.append(size)
      } else if place == result.prefix(while: { $0 != "." }).count {
        shape += rest.reversed()
      }
    }
    return shape
  }
}

extension Size {
  /// A size that nobody can tell beforehand; it becomes a dimension of the network.
  static let open = Size(-1)
}
