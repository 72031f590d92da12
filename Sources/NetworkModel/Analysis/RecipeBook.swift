/// Numbers for what layers do: those of the same kind with the same values have the same one.
struct RecipeBook: Sendable {
  /// The number of a layer that is like no other, since it uses another's parameters.
  static let none: Int32 = -1

  private struct Recipe: Hashable, Sendable {
    let kind: OperationKind
    let attributes: AttributeList
  }

  private var numbers: [Recipe: Int32] = [:]

  mutating func number(of layer: Layer) -> Int32 {
    guard layer.shares == nil else { return Self.none }
    let recipe = Recipe(kind: layer.kind, attributes: layer.attributes)
    if let known = numbers[recipe] { return known }
    let new = Int32(numbers.count)
    numbers[recipe] = new
    return new
  }
}
