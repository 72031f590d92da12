import NetworkModel

/// The kinds that readers know by themselves: those at a network's ends, and those that may share parameters.
enum Kind {
  static let input = named("input")
  static let output = named("output")
  static let parameter = named("parameter")
  static let constant = named("constant")
  static let opaque = named("opaque")
  static let embedding = named("embedding")
  static let linear = named("linear")

  private static func named(_ name: String) -> OperationKind {
    guard let kind = OperationKind(name) else { preconditionFailure("the catalogue has no \(name)") }
    return kind
  }
}
