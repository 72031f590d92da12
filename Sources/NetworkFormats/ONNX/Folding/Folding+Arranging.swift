extension Folding {
  /// The operators that build a list of sizes and take it apart.
  static let arranging: [String: Rule] = [
    "Gather": gather, "Concat": concatenation, "Slice": slice, "Split": split,
    "Squeeze": rule { array, node in
      let axes = node.integers("axes", orInput: 1)?.compactMap { array.axis($0) }
      let kept = array.shape.indices.filter {
        axes?.contains($0) != true && (axes != nil || array.shape[$0] != 1)
      }
      return FoldedArray(kept.map { array.shape[$0] }, array.values, isInteger: array.isInteger)
    },
    "Unsqueeze": rule { array, node in
      guard let axes = node.integers("axes", orInput: 1) else { return nil }
      let rank = array.rank + axes.count
      let places = Set(axes.map { $0 < 0 ? $0 + rank : $0 })
      var sizes = array.shape.makeIterator()
      let shape = (0..<rank).map { places.contains($0) ? 1 : sizes.next() ?? 1 }
      return FoldedArray(shape, array.values, isInteger: array.isInteger)
    },
    "Reshape": rule { array, node in
      guard var shape = node.integers("shape", orInput: 1) else { return nil }
      for (axis, size) in shape.enumerated() where size == 0 && axis < array.rank {
        shape[axis] = array.shape[axis]
      }
      let known = FoldedArray.count(shape.filter { $0 != -1 }) ?? 0
      if let open = shape.firstIndex(of: -1), known > 0 { shape[open] = array.values.count / known }
      guard FoldedArray.count(shape) == array.values.count else { return nil }
      return FoldedArray(shape, array.values, isInteger: array.isInteger)
    },
    "Transpose": rule { array, node in
      let order = node.integers("perm") ?? array.shape.indices.reversed()
      guard order.sorted() == Array(array.shape.indices) else { return nil }
      return array.picking(order.map { array.shape[$0] }) { index in
        var source = index
        for (place, axis) in order.enumerated() { source[axis] = index[place] }
        return source
      }
    },
    "Expand": rule { array, node in
      guard let shape = node.integers(1) else { return nil }
      return FoldedArray.broadcastShape([array.shape, shape]).flatMap { array.broadcast(to: $0) }
    },
    "Tile": rule { array, node in
      guard let repeats = node.integers(1), repeats.count == array.rank, FoldedArray.count(repeats) != nil
      else { return nil }
      return array.picking(zip(array.shape, repeats).map { $0 * $1 }) { index in
        zip(index, array.shape).map { $1 > 0 ? $0 % $1 : 0 }
      }
    },
    "ConstantOfShape": { node in
      guard let shape = node.integers(0), let count = FoldedArray.count(shape) else { return nil }
      let value = try? node.attributes["value"]?.t.tensor(origin: .graph).constant
      return [
        FoldedArray(
          shape, Array(repeating: value?.values?.first ?? Sample(repeating: 0), count: count),
          isInteger: value?.isInteger ?? false)
      ]
    },
    "Range": { node in
      guard let start = node.constant(0)?.values?.first?.constant,
        let end = node.constant(1)?.values?.first?.constant,
        let step = node.constant(2)?.values?.first?.constant, step != 0,
        case let count = max(((end - start) / step).rounded(.up), 0),
        count <= Double(FoldedArray.maximumElements)
      else { return nil }
      let isInteger = node.constant(0)?.isInteger ?? true
      return [
        FoldedArray(
          (0..<Int(count)).map { Sample(repeating: start + Double($0) * step) }, isInteger: isInteger)
      ]
    },
    "ReduceProd": reduction { $0 * $1 }, "ReduceSum": reduction { $0 + $1 },
    "ReduceMax": reduction { pointwiseMax($0, $1) }, "ReduceMin": reduction { pointwiseMin($0, $1) },
    "NonZero": rule { array, _ in
      guard array.rank == 1 else { return nil }
      let constants = array.values.compactMap(\.constant)
      guard constants.count == array.values.count else { return nil }
      let places = constants.indices.filter { constants[$0] != 0 }.map { Sample(repeating: Double($0)) }
      return FoldedArray([1, places.count], places, isInteger: true)
    },
  ]

  private static let gather = rule { array, node in
    guard let axis = array.axis(node.integer("axis", 0)), let places = node.integers(1),
      let indices = FoldedArray(node.input(1))
    else { return nil }
    let size = array.shape[axis]
    guard places.allSatisfy({ (-size..<size).contains($0) }) else { return nil }
    let shape = Array(array.shape[..<axis]) + indices.shape + Array(array.shape[(axis + 1)...])
    return array.picking(shape) { index in
      var place = 0
      for (position, size) in zip(index[axis...], indices.shape) { place = place * size + position }
      let picked = places[place] < 0 ? places[place] + size : places[place]
      return Array(index[..<axis]) + [picked] + Array(index[(axis + indices.rank)...])
    }
  }

  private static let concatenation: Rule = { node in
    let arrays = node.inputs.compactMap { FoldedArray($0) }
    guard arrays.count == node.inputs.count, let first = arrays.first, first.rank == 1,
      arrays.allSatisfy({ $0.rank == 1 })
    else { return nil }
    let values = arrays.flatMap(\.values)
    guard values.count <= FoldedArray.maximumElements else { return nil }
    return [FoldedArray(values, isInteger: first.isInteger)]
  }

  /// Of a list only: sizes have no other axes.
  private static let slice = rule { array, node in
    guard array.rank == 1, let start = node.integers("starts", orInput: 1)?.first,
      let end = node.integers("ends", orInput: 2)?.first,
      node.integers("axes", orInput: 3)?.allSatisfy({ $0 == 0 || $0 == -1 }) ?? true
    else { return nil }
    let step = node.integers(4)?.first ?? 1
    let count = array.values.count
    func place(_ index: Int) -> Int { index < 0 ? max(index, -count) + count : min(index, count) }
    guard step == 1 else {
      guard step == -1, start == -1 || start >= count - 1, end <= -count else { return nil }
      return FoldedArray(array.values.reversed(), isInteger: array.isInteger)
    }
    let (first, last) = (place(start), place(end))
    return FoldedArray(first < last ? Array(array.values[first..<last]) : [], isInteger: array.isInteger)
  }

  private static let split: Rule = { node in
    guard let array = FoldedArray(node.input(0)), array.rank == 1, !node.outputs.isEmpty else { return nil }
    let size = (array.values.count + node.outputs.count - 1) / node.outputs.count
    let parts = node.integers("split", orInput: 1) ?? node.outputs.map { _ in size }
    var place = 0
    return parts.map { part in
      let end = place + min(max(part, 0), array.values.count - place)
      defer { place = end }
      return FoldedArray(Array(array.values[place..<end]), isInteger: array.isInteger)
    }
  }

  private static func reduction(_ body: @escaping @Sendable (Sample, Sample) -> Sample) -> Rule {
    rule { array, node in
      guard array.rank <= 1, let first = array.values.first else { return nil }
      let value = array.values.dropFirst().reduce(first, body)
      let keepsAxis = node.integer("keepdims", 1) != 0 && array.rank == 1
      return FoldedArray(keepsAxis ? [1] : [], [value], isInteger: array.isInteger)
    }
  }
}
