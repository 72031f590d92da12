import NetworkModel

/// The kinds at a network's ends, which every reader makes.
enum Kind {
  static let input = named("input")
  static let output = named("output")
  static let parameter = named("parameter")
  static let constant = named("constant")
  static let opaque = named("opaque")

  private static func named(_ name: String) -> OperationKind {
    guard let kind = OperationKind(name) else { preconditionFailure("the catalogue has no \(name)") }
    return kind
  }
}
