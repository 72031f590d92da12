/// The shapes of a layer's outputs, in order. Nearly every layer has one, which is kept in place.
public struct Outputs: Equatable, Sendable {
  public let first: Shape
  public let rest: [Shape]

  public init(_ first: Shape, _ rest: [Shape] = []) { (self.first, self.rest) = (first, rest) }
}
