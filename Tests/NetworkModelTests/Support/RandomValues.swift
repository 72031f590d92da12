import TestSupport

@testable import NetworkModel

extension SplitMix64 {
  /// A value such as a person might give.
  mutating func sensibleValue(_ type: AttributeType) -> AttributeValue {
    switch type {
    case .integer(let range): .integer(min(max(number(-2...6), range.lowerBound), range.upperBound))
    case .real(let range): .real(min(max(Double(number(0...8)) / 8, range.lowerBound), range.upperBound))
    case .flag: .flag(chance(50))
    case .choice(let words): .choice(pick(words))
    case .extent: .extent(extent { $0.number(1...3) })
    case .padding(let modes): .padding(padding(modes) { $0.number(0...2) })
    case .sizes: .sizes(several(2...4) { $0.chance(90) ? .fixed($0.number(4...20)) : .named("seq") })
    case .shapes: .shapes(several(1...3) { $0.several(1...3) { .fixed($0.number(1...9)) } })
    case .integers: .integers(several(0...3) { $0.number(-3...3) })
    case .text: .text(pick(["", "a remark", "多"]))
    }
  }

  /// Any value at all: sensible, out of range, at the edge of arithmetic, or of another type.
  mutating func anyValue(_ type: AttributeType) -> AttributeValue {
    switch number(0...19) {
    case 0...16: sensibleValue(type)
    case 17: sensibleValue(pick(AttributeType.oneOfEach))
    default: extremeValue(chance(80) ? type : pick(AttributeType.oneOfEach))
    }
  }

  /// Never a NaN, which does not even equal itself.
  private mutating func extremeValue(_ type: AttributeType) -> AttributeValue {
    switch type {
    case .integer: .integer(extreme())
    case .real: .real(pick([-1, 1e308, .infinity, -.infinity, .leastNonzeroMagnitude]))
    case .flag: .flag(chance(50))
    case .choice: .choice(pick(["", "nonsense"]))
    case .extent: .extent(extent { $0.extreme() })
    case .padding: .padding(padding(Padding.Mode.allCases) { $0.extreme() })
    case .sizes:
      .sizes(
        several(0...9) { $0.chance(80) ? .fixed($0.extreme()) : .named($0.pick(["seq", "width", "?"])) })
    case .shapes: .shapes(several(0...3) { $0.several(0...9) { .fixed($0.extreme()) } })
    case .integers: .integers(several(0...9) { $0.extreme() })
    case .text: .text("")
    }
  }

  mutating func extent(_ make: (inout SplitMix64) -> Int) -> Extent {
    let axes = chance(60) ? 1 : number(1...3)
    return Extent((0..<axes).map { _ in make(&self) }) ?? 1
  }

  mutating func padding(_ modes: [Padding.Mode], _ make: (inout SplitMix64) -> Int) -> Padding {
    switch number(0...5) {
    case 0...2: Padding(extent(make))
    case 3...4: Padding(before: extent(make), after: extent(make))
    default: modes.isEmpty ? 0 : Padding(pick(modes))
    }
  }
}

extension AttributeType {
  /// Every case of the type.
  static let oneOfEach: [AttributeType] = [
    .integer(1...9), .real(0...1), .flag, .choice(["one", "other"]), .extent(1...9),
    .padding(Padding.Mode.allCases),
    .sizes(1...Int.max), .shapes, .integers, .text,
  ]
}
