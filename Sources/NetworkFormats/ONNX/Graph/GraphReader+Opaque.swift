import NetworkModel

/// What no layer says is kept under its own name, with the shape that the file declares.
extension GraphReader {
  /// Keeps a node as a layer that is not modelled.
  ///
  /// - Parameter known: the shapes of what comes out, as far as they are known.
  mutating func makeOpaque(_ node: OperatorNode, _ known: [[Size]?]) {
    let (count, names) = (max(node.outputs.count, 1), node.outputs)
    var shapes: [[Size]] = []
    for place in 0..<count {
      var worked = place < known.count ? known[place] : nil
      if let shape = worked, place < names.count, scope.declared[names[place]]?.sizes(trials) == nil {
        worked = shape.enumerated().map {
          $1 == .open ? trials.dimension(named: "\(names[place])_\($0)") : $1
        }
      }
      let told = place < names.count ? shape(of: names[place], worked) : worked
      // What nobody reads has any shape, if it stands before something that is read.
      let isBeforeOthers = !node.uses(output: place) && node.isUsed.dropFirst(place).contains(true)
      guard let shape = told ?? (isBeforeOthers ? shapes.first : nil) else { break }
      shapes.append(shape)
    }
    let inputs = node.inputs.indices.compactMap { operand(node, $0) } + operandsOfGraphs(in: node)
    bind(emitOpaque(node, inputs, shapes), node, placingNames: true)
  }

  /// Appends a layer that keeps an operator's name.
  ///
  /// - Parameter shapes: of the outputs from the first on, as far as they are known.
  mutating func emitOpaque(_ node: OperatorNode, _ inputs: [GraphTensor], _ shapes: [[Size]]) -> [GraphTensor]
  {
    var shapes = shapes
    let name = node.outputs.first?.isEmpty == true ? node.innerName : node.name
    var layer = Layer(name: name, kind: Kind.opaque, inputs: inputs.compactMap(\.source))
    layer.attributes["operator"] = .text(node.type)
    if let (sizes, isBatched) = declaration(of: shapes) {
      layer.attributes["shapes"] = .shapes(sizes)
      if !isBatched { layer.attributes["batched"] = .flag(false) }
    } else {
      shapes = []
    }
    let source = builder.append(layer)
    notModelled[node.type, default: 0] += 1
    return (0..<max(node.outputs.count, 1)).map { place in
      GraphTensor(
        shape: place < shapes.count ? shapes[place] : nil, source: InputReference(source.name, output: place))
    }
  }

  /// Shapes as layers declare them: behind the batch, if it leads all of them.
  func declaration(of shapes: [[Size]]) -> (sizes: [[AxisSize]], isBatched: Bool)? {
    guard !shapes.isEmpty else { return nil }
    let isBatched = shapes.allSatisfy { $0.count > 1 && $0[0].agrees(with: trials.batch) }
    let sizes = shapes.map { shape in
      shape.dropFirst(isBatched ? 1 : 0).map { trials.axisSize($0) ?? .fixed($0[0]) }
    }
    let canStand = sizes.allSatisfy { shape in
      shape.count < Shape.maximumRank
        && shape.allSatisfy { if case .fixed(let size) = $0 { size > 0 } else { true } }
    }
    return canStand ? (sizes, isBatched) : nil
  }

  /// The shape that the file declares for a tensor, or what was worked out where it says less. A size that nobody
  /// tells becomes a dimension.
  private mutating func shape(of name: String, _ worked: [Size]?) -> [Size]? {
    guard let type = scope.declared[name] else { return worked }
    let declared = type.sizes(trials)
    if let worked, worked.allSatisfy({ $0[0] > 0 }), !scope.declaresExactly || agrees(worked, with: declared)
    {
      return worked
    }
    return declared.flatMap { $0.compactMap(\.self).count == $0.count ? $0.compactMap(\.self) : nil }
      ?? type.sizesOpening(&trials, named: name)
  }
}
