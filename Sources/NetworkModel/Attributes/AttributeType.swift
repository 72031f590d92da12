/// What kind of value an attribute takes, and in which range. A form picks its control by it.
public enum AttributeType: Sendable, Equatable {
  case integer(ClosedRange<Int>)
  case real(ClosedRange<Double>)
  case flag
  case choice([String])
  /// One number for all spatial axes, or one each.
  case extent(ClosedRange<Int>)
  /// A number, one for each axis, `[before, after]`, or a word.
  case padding([Padding.Mode])
  /// A tensor's shape without the batch: numbers of a range, or named dimensions.
  case sizes(ClosedRange<Int>)
  /// Shapes of several tensors, each without the batch.
  case shapes
  case integers
  case text

  /// The range in words, for a form and the manual: `1 or more`, `0 to 1`, `same | valid`.
  public var rangeText: String {
    switch self {
    case .integer(let range), .extent(let range): Self.text(of: range)
    case .real(let range) where !range.lowerBound.isFinite: "any number"
    case .real(let range):
      range.upperBound.isFinite
        ? "\(Self.text(of: range.lowerBound)) to \(Self.text(of: range.upperBound))"
        : "\(Self.text(of: range.lowerBound)) or more"
    case .flag: "true or false"
    case .choice(let words): words.joined(separator: " | ")
    case .padding(let modes): "0 or more" + modes.map { " | \($0.rawValue)" }.joined()
    case .sizes(let range): "numbers of \(Self.text(of: range)), or named dimensions"
    case .shapes: "one or more shapes, each in brackets"
    case .integers: "whole numbers"
    case .text: "text"
    }
  }

  /// A value to begin with: the least there is, not below 1 where it need not be.
  public var least: AttributeValue? {
    switch self {
    case .integer(let range): .integer(min(max(1, range.lowerBound), range.upperBound))
    case .extent(let range): .extent(Extent(min(max(1, range.lowerBound), range.upperBound)))
    case .real(let range): .real(range.lowerBound.isFinite ? range.lowerBound : 0)
    case .flag: .flag(false)
    case .choice(let words): words.first.map { .choice($0) }
    case .padding: .padding(0)
    case .sizes: .sizes([.fixed(1)])
    case .shapes: .shapes([[.fixed(1)]])
    case .integers: .integers([1])
    case .text: nil
    }
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): "a whole number"
    case (let low, .max): "\(low) or more"
    case (let low, let high): "\(low) to \(high)"
    }
  }

  static func text(of value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

extension AttributeType {
  /// Why a value of the right kind cannot stand, or `nil` when it can: `must be 1 or more`.
  public func objection(to value: AttributeValue) -> String? {
    switch (self, value) {
    case (.integer(let range), .integer(let number)):
      range.contains(number) ? nil : "must be \(Self.text(of: range))"
    case (.real(let range), .real(let number)): range.contains(number) ? nil : "must be \(rangeText)"
    case (.extent(let range), .extent(let extent)):
      extent.allSatisfy(range.contains) ? nil : "must be \(Self.text(of: range))"
    case (.padding(let modes), .padding(let padding))
    where padding.mode == .explicit || modes.contains(padding.mode):
      padding.before.allSatisfy { $0 >= 0 } && padding.after.allSatisfy { $0 >= 0 }
        ? nil : "must be 0 or more"
    case (.sizes(let range), .sizes(let sizes)): Self.objection(to: sizes, range)
    case (.shapes, .shapes(let shapes)):
      shapes.isEmpty
        ? "needs at least one shape" : shapes.lazy.compactMap { Self.objection(to: $0, 1...Int.max) }.first
    case (.choice(let words), .choice(let word)) where words.contains(word): nil
    case (.flag, .flag), (.integers, .integers), (.text, .text): nil
    default: "must be \(expectation)"
    }
  }

  private static func objection(to sizes: [AxisSize], _ range: ClosedRange<Int>) -> String? {
    if sizes.count >= Shape.maximumRank { return "can have at most \(Shape.maximumRank - 1) sizes" }
    let isOutside = sizes.contains { if case .fixed(let size) = $0 { !range.contains(size) } else { false } }
    return isOutside ? "must be \(text(of: range)) in every axis" : nil
  }
}
