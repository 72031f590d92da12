import NetworkModel

/// A tensor's size as a person reads it: the batch left out, and where a window did not divide the fraction
/// that it came to.
public struct TensorSize: Hashable, Sendable {
  public let shape: Shape
  /// By axis of the shape.
  private let fractions: [Int: Fraction]

  init(_ shape: Shape, brokenSizes: [Int: Fraction] = [:], layout: Layout) {
    self.shape = shape
    fractions = Dictionary(
      brokenSizes.map { ($0.key + layout.firstSpatialAxis, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Of a layer's first output; `nil` where it has none.
  public init?(_ facts: LayerFacts, layout: Layout) {
    guard let shape = facts.shape else { return nil }
    self.init(shape, brokenSizes: facts.brokenSizes, layout: layout)
  }

  /// `55×55×96`, a vector as a column (`4096×1`), a broken size with its fraction (`44.2×44.2×96`).
  public func text(separator: String = "×") -> String {
    if fractions.isEmpty { return shape.text(separator: separator) }
    return shape.exampleAxes.map { axis in
      fractions[axis].map { $0.description } ?? String(shape[axis])
    }
    .joined(separator: separator)
  }

  /// The same without a character that is not ASCII: `55x55x96`, `73.33...x73.33...x96`.
  public var asciiText: String { asciiNumbers(text(separator: "x")) }
}

/// The text of numbers without a character that is not ASCII.
func asciiNumbers(_ text: String) -> String {
  String(text.flatMap { $0 == "…" ? "..." : $0 == "−" ? "-" : String($0) })
}
