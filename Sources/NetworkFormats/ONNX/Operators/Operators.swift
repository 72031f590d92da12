import NetworkModel

/// What becomes of a node.
enum Outcome {
  /// Layers stand for it; what comes out.
  case tensors([GraphTensor])
  /// No layer can say it; the shapes of what comes out as far as they are known.
  case shapes([[Size]?])

  init(_ tensors: [GraphTensor]?, otherwise shapes: [[Size]?] = []) {
    self = tensors.map { .tensors($0) } ?? .shapes(shapes)
  }

  /// What is known where no layer does it: the shapes of a layer that has the same.
  init(like shapes: [[Size]]?) { self = .shapes(shapes ?? []) }
}

/// How the standard's operators become layers; each family has its own file.
enum Operators {
  typealias Translation = @Sendable (inout GraphReader, OperatorNode) -> Outcome

  static func translation(of type: String) -> Translation? { translations[type] }

  /// - Parameter domain: whose operator it is; empty for the standard's.
  static func translation(of type: String, in domain: String) -> Translation? {
    if isStandard(domain) { return translations[type] }
    if domain == "ai.onnx.ml" { return classicalLayers[type] }
    return runtimeDomains.contains(domain) ? runtimeLayers[type] ?? translations[type] : nil
  }

  /// The domain whose version says how an operator's inputs and attributes are meant.
  static func versionedDomain(of domain: String) -> String {
    isStandard(domain) || runtimeDomains.contains(domain) ? "" : domain
  }

  /// Whether an operator is the standard's, so that what it makes of constants is known.
  static func folds(_ type: String, in domain: String) -> Bool {
    isStandard(domain) || runtimeDomains.contains(domain) && runtimeLayers[type] == nil
  }

  static func isStandard(_ domain: String) -> Bool { domain.isEmpty || domain == "ai.onnx" }

  /// The inputs of an operator that are weights of the layer and no tensors that come in.
  static func weightPlaces(of type: String) -> Range<Int> { weights[type] ?? 0..<0 }

  private static let weights: [String: Range<Int>] = [
    "Conv": 1..<3, "ConvTranspose": 1..<3, "BatchNormalization": 1..<5, "LayerNormalization": 1..<3,
    "GroupNormalization": 1..<3, "InstanceNormalization": 1..<3, "RMSNormalization": 1..<2, "PRelu": 1..<2,
    "LSTM": 1..<4, "GRU": 1..<4, "RNN": 1..<4,
  ]

  /// Families that say an operator in their own way go before those that only rename.
  private static let translations: [String: Translation] = [
    convolutions, pools, denseLayers, normalizations, activations, merges, concatenations, rearrangements,
    selections,
    resizings, recurrentLayers, quantizedLayers, sequences, signals, renamedKinds, unmodelled,
  ].reduce(into: [:]) { all, family in all.merge(family) { first, _ in first } }

  /// Operators that a kind of the catalogue says under another name, with attributes that differ in no more than
  /// theirs.
  private static let renamedKinds: [String: Translation] = Dictionary(
    Catalogue.allKinds.flatMap { kind in
      (kind.spec.spelled[.onnx] ?? "").split(separator: ", ").map { word in
        (String(word), { @Sendable reader, node in rename(kind, &reader, node) })
      }
    }, uniquingKeysWith: { first, _ in first })

  private static func rename(_ kind: OperationKind, _ reader: inout GraphReader, _ node: OperatorNode)
    -> Outcome
  {
    let operands = node.inputs.indices.prefix(kind.spec.arity.upperBound).compactMap {
      reader.operand(node, $0)
    }
    return Outcome(reader.emit(kind, operands, node.renamed(for: kind), name: node.name))
  }
}

extension GraphReader {
  /// Appends a layer of a kind by its name.
  mutating func emit(
    _ kind: String, _ inputs: [GraphTensor?], _ attributes: AttributeList = AttributeList(), name: String
  ) -> [GraphTensor]? {
    let given = inputs.compactMap { $0 }
    guard let kind = OperationKind(kind), given.count == inputs.count else { return nil }
    return emit(kind, given, attributes, name: name)
  }

  /// The shapes that a layer of a kind would give.
  func shapes(_ kind: String, _ inputs: [[Size]?], _ attributes: AttributeList = AttributeList()) -> [[Size]]?
  {
    OperationKind(kind).flatMap { shapes($0, inputs, attributes) }
  }
}

extension [Int] {
  /// A number for each axis, or one for all.
  var extent: Extent? { Extent(self)?.simplified }
}
