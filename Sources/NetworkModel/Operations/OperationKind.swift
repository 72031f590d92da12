/// A kind of layer: its place in the catalogue.
public struct OperationKind: Hashable, Sendable, BitwiseCopyable {
  private let place: UInt16
  var index: Int { Int(place) }

  fileprivate init(index: Int) { place = UInt16(index) }

  /// - Parameter name: as the native file spells it.
  public init?(_ name: String) {
    guard let kind = Catalogue.kinds[name] else { return nil }
    self = kind
  }

  public var spec: OperationSpec { Catalogue.specs[index] }
  public var name: String { spec.id }
}

extension OperationKind: CustomStringConvertible {
  public var description: String { name }
}

/// Every kind of layer there is, family by family.
public enum Catalogue {
  public static let specs: [OperationSpec] = [
    endOperations, convolutionOperations, depthwiseOperations, transposedOperations, poolingOperations,
    adaptivePoolingOperations, denseOperations, normalizationOperations, layerNormalizationOperations,
    activationOperations, mergingOperations, shapeOperations, resizingOperations, selectingOperations,
    sequenceOperations,
    attentionOperations,
    freeTensorOperations,
  ].flatMap { $0 }

  public static let allKinds: [OperationKind] = specs.indices.map { OperationKind(index: $0) }

  static let kinds: [String: OperationKind] = Dictionary(
    zip(specs.map { $0.id }, allKinds), uniquingKeysWith: { first, _ in first })

  /// Kinds in the order of the catalogue, by family.
  public static func kinds(in category: OperationCategory) -> [OperationKind] {
    allKinds.filter { $0.spec.category == category }
  }
}
