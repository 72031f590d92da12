import NetworkModel

extension Operators {
  static let selections: [String: Translation] = [
    "Slice": slice, "Split": split, "Gather": gather,
    "Tile": { reader, node in
      guard let repeats = node.integers(1), let shape = node.shape(0), repeats.count == shape.count else {
        return .shapes([])
      }
      let sizes = zip(shape, repeats).map { $0 &* Size($1) }
      guard repeats.first == 1 else { return .shapes([sizes]) }
      return Outcome(
        reader.emit(
          "repeat", [reader.operand(node, 0)], ["repeats": .integers(Array(repeats.dropFirst()))],
          name: node.name), otherwise: [sizes])
    },
    "ReduceMean": reduce("mean"), "ReduceSum": reduce("sum"), "ReduceMax": reduce("max"),
    "ReduceMin": reduce("min"), "ReduceProd": reduce("prod"), "ReduceL1": reduce("l1"),
    "ReduceL2": reduce("l2"),
    "ReduceLogSumExp": reduce("logsumexp"), "ReduceLogSum": reduce(nil), "ReduceSumSquare": reduce(nil),
    "ArgMax": { reader, node in pick(reader, node) }, "ArgMin": { reader, node in pick(reader, node) },
  ]

  // MARK: - Reductions

  /// - Parameter function: `nil` for what no layer computes.
  private static func reduce(_ function: String?) -> Translation {
    { reader, node in
      guard let shape = node.shape(0) else { return .shapes([]) }
      var axes = node.integers("axes", orInput: 1) ?? []
      if axes.isEmpty {
        if node.has(1), node.integers(1) == nil { return .shapes([]) }
        if node.flag("noop_with_empty_axes") { return .shapes([shape]) }
        axes = Array(shape.indices)
      }
      guard axes.allSatisfy({ (-shape.count..<shape.count).contains($0) }) else { return .shapes([]) }
      axes = axes.map { $0 < 0 ? $0 + shape.count : $0 }
      let keeps = node.integer("keepdims", 1) != 0
      let reduced = reducedShape(shape, axes, keeps)
      guard let function, !axes.contains(0) else { return .shapes([reduced]) }
      let attributes: AttributeList = [
        "function": .choice(function), "axes": .integers(axes), "keep_axes": .flag(keeps),
      ]
      return Outcome(
        reader.emit("reduce", [reader.operand(node, 0)], attributes, name: node.name), otherwise: [reduced])
    }
  }

  private static func reducedShape(_ shape: [Size], _ axes: [Int], _ keeps: Bool) -> [Size] {
    shape.indices.compactMap { axis in !axes.contains(axis) ? shape[axis] : keeps ? Size(1) : nil }
  }

  private static func pick(_ reader: GraphReader, _ node: OperatorNode) -> Outcome {
    guard let shape = node.shape(0) else { return .shapes([]) }
    let axis = node.integer("axis", 0)
    guard (-shape.count..<shape.count).contains(axis) else { return .shapes([]) }
    let keeps = node.integer("keepdims", 1) != 0
    return .shapes([reducedShape(shape, [axis < 0 ? axis + shape.count : axis], keeps)])
  }

  // MARK: - Parts

  private static func slice(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    guard let shape = node.shape(0), let stretches = stretches(node, shape) else { return .shapes([]) }
    let whole = stretches.reduce(into: shape) { $0[$1.axis] = $1.size }
    if whole.contains(.zero) {
      return .tensors([
        GraphTensor(shape: whole, constant: Constant(origin: .graph, isInteger: false, values: []))
      ])
    }
    let written = stretches.filter { !$0.isWhole }
    let canBeSaid = written.allSatisfy { $0.start != nil && $0.step > 0 }
    guard canBeSaid, var result = reader.operand(node, 0) else { return .shapes([whole]) }
    for (place, stretch) in written.enumerated() {
      var attributes: AttributeList = [
        "axis": .integer(stretch.axis), "start": .integer(stretch.start ?? 0), "step": .integer(stretch.step),
      ]
      if let end = stretch.end { attributes["end"] = .integer(end) }
      let isLast = place == written.count - 1
      let name = isLast ? node.name : "\(node.name).\(stretch.axis)"
      guard let next = reader.emit("slice", [result], attributes, name: name) else { return .shapes([whole]) }
      result = next[0]
    }
    return .tensors([result])
  }

  private struct Stretch {
    let axis: Int
    /// Where it starts and ends, in numbers that hold in every trial.
    var start, end: Int?
    let step: Int
    let size: Size
    let isWhole: Bool
  }

  private static func stretches(_ node: OperatorNode, _ shape: [Size]) -> [Stretch]? {
    func list(_ name: String, _ place: Int) -> [Sample]? {
      node.integers(name)?.map { Sample(repeating: Double($0)) } ?? node.constant(place)?.values
    }
    guard let starts = list("starts", 1), let ends = list("ends", 2), starts.count == ends.count else {
      return nil
    }
    let axes = node.integers("axes", orInput: 3) ?? Array(starts.indices)
    let steps = node.integers("steps", orInput: 4) ?? starts.map { _ in 1 }
    guard axes.count == starts.count, steps.count == starts.count, !steps.contains(0) else { return nil }
    var stretches: [Stretch] = []
    for place in axes.indices {
      guard (-shape.count..<shape.count).contains(axes[place]) else { return nil }
      let axis = axes[place] < 0 ? axes[place] + shape.count : axes[place]
      guard let stretch = stretch(axis, shape[axis], starts[place], ends[place], steps[place]) else {
        return nil
      }
      stretches.append(stretch)
    }
    return stretches
  }

  /// As Python slices, in every trial.
  private static func stretch(_ axis: Int, _ size: Size, _ start: Sample, _ end: Sample, _ step: Int)
    -> Stretch?
  {
    var (taken, first, last) = (Size(0), Size(0), Size(0))
    for trial in 0..<Size.scalarCount where size[trial] > 0 {
      let count = size[trial]
      func place(_ number: Double, _ range: ClosedRange<Int>) -> Int {
        let index = Int(clamping: number)
        return min(max(index < 0 ? index &+ count : index, range.lowerBound), range.upperBound)
      }
      let range = step > 0 ? 0...count : -1...count - 1
      // Far below zero means before the first element, whichever way it goes.
      let final = end[trial] < -Double(count) ? range.lowerBound : place(end[trial], range)
      let begin = start[trial] < -Double(count) ? range.lowerBound : place(start[trial], range)
      (first[trial], last[trial]) = (begin, final)
      let distance = step > 0 ? final - begin : begin - final
      taken[trial] = distance > 0 ? (distance - 1) / Int(min(step.magnitude, UInt(Int.max))) + 1 : 0
    }
    var stretch = Stretch(axis: axis, step: step, size: taken, isWhole: step == 1 && taken.agrees(with: size))
    // From the beginning, or from the end: what holds in every trial.
    let fromEnd = last &- size
    stretch.end =
      last.agrees(with: size) ? nil : last.constant ?? (fromEnd == Size(fromEnd[3]) ? fromEnd[3] : nil)
    let isEndKnown = last.agrees(with: size) || stretch.end != nil
    let beginFromEnd = first &- size
    let start =
      first == Size(first[3]) ? first[3] : beginFromEnd == Size(beginFromEnd[3]) ? beginFromEnd[3] : nil
    stretch.start = isEndKnown ? start : nil
    return stretch
  }

  private static func split(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let axis = node.integer("axis", 0)
    var attributes: AttributeList = ["axis": .integer(axis)]
    let sizes = node.integers("split", orInput: 1)
    let count = sizes?.count ?? node.integer("num_outputs", node.outputs.count)
    guard (1...FoldedArray.maximumElements).contains(count) else { return .shapes([]) }
    if let sizes, Set(sizes).count > 1 || sizes.count == 1 {
      attributes["sizes"] = .integers(sizes)
    } else if sizes == nil, let shape = node.shape(0), (-shape.count..<shape.count).contains(axis),
      let whole = shape[axis < 0 ? axis + shape.count : axis].constant, !whole.isMultiple(of: count)
    {
      // The last part is what is left.
      let part = (whole - 1) / count + 1
      let last = whole - part * (count - 1)
      guard last > 0 else { return .shapes([]) }
      attributes["sizes"] = .integers(Array(repeating: part, count: count - 1) + [last])
    } else {
      attributes["parts"] = .integer(count)
    }
    return Outcome(reader.emit("split", [reader.operand(node, 0)], attributes, name: node.name))
  }

  private static func gather(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let axis = node.integer("axis", 0)
    guard let data = node.shape(0), let indices = node.shape(1), (-data.count..<data.count).contains(axis)
    else {
      return .shapes([])
    }
    let place = axis < 0 ? axis + data.count : axis
    let gathered = Array(data[..<place]) + indices + Array(data[(place + 1)...])
    // A table that is made of others has its parameters where it is made.
    if place == 0, data.count == 2, node.constant(0)?.isLearned == true,
      node.constant(0)?.initializer != nil || node.constant(1) == nil,
      node.constant(1) == nil || !node.isLearned || node.integers(1) == nil || indices.count > 1,
      let entries = data[0].constant, let dimension = data[1].constant
    {
      let attributes: AttributeList = ["entries": .integer(entries), "dimension": .integer(dimension)]
      return Outcome(
        reader.emit(
          "embedding", reader.operand(node, 1), attributes, learning: [LearnedTensor(node.input(0))],
          name: node.name),
        otherwise: [gathered])
    }
    guard let places = node.integers(1), indices.count < 2, places.count <= FoldedArray.maximumElements else {
      return .shapes([gathered])
    }
    let keeps = indices.count == 1
    var attributes: AttributeList = ["axis": .integer(place), "indices": .integers(places)]
    if keeps || place > 0 {
      attributes["keep_axes"] = .flag(keeps)
      return Outcome(
        reader.emit("gather", [reader.operand(node, 0)], attributes, name: node.name), otherwise: [gathered])
    }
    // The first axis is taken to be the batch, which a layer does not drop but by giving other sizes.
    guard let row = reader.emit("gather", [reader.operand(node, 0)], attributes, name: node.name + ".row")
    else {
      return .shapes([gathered])
    }
    return Outcome(
      reader.reshape(row[0], to: gathered, words: gathered.map { _ in nil }, name: node.name),
      otherwise: [gathered])
  }
}
