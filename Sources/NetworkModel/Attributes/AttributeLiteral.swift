/// A value as a file or a person wrote it, before an attribute's type gives it a meaning.
/// Every reader and writer goes through it, so that each type is understood in one place.
public indirect enum AttributeLiteral: Hashable, Sendable {
  case integer(Int)
  case real(Double)
  case flag(Bool)
  case word(String)
  case list([AttributeLiteral])
}

/// Why a literal is no value of a type, in words that follow the attribute's name: `must be a whole number`.
public struct LiteralRejection: Error, Equatable, Sendable {
  public let reason: String
}

extension AttributeType {
  /// The value that a literal stands for. Its range is not looked at: see `objection(to:)`.
  public func value(of literal: AttributeLiteral) throws(LiteralRejection) -> AttributeValue {
    switch (self, literal) {
    case (.integer, .integer(let number)): return .integer(number)
    case (.real, .real(let number)) where number.isFinite: return .real(number)
    case (.real, .integer(let number)): return .real(Double(number))
    case (.flag, .flag(let flag)): return .flag(flag)
    case (.choice(let words), .word(let word)):
      if words.contains(word) { return .choice(word) }
      throw LiteralRejection(reason: "must be one of \(words.joined(separator: ", "))")
    case (.extent, .integer(let number)): return .extent(Extent(number))
    case (.extent, .list(let items)):
      if case .list? = items.first, items.count == 1 { return try value(of: items[0]) }
      if let extent = items.integers.flatMap({ Extent($0) }) { return .extent(extent) }
    case (.padding(let modes), .word(let word)):
      if let mode = Padding.Mode(rawValue: word), modes.contains(mode) { return .padding(Padding(mode)) }
    case (.padding, .integer(let number)): return .padding(Padding(Extent(number)))
    case (.padding, .list(let items)):
      if let padding = Self.padding(items) { return .padding(padding) }
    case (.sizes, .list(let items)):
      if items.count == 1, case .list = items[0] { return try value(of: items[0]) }
      if let sizes = items.sizes { return .sizes(sizes) }
    case (.sizes, .integer), (.sizes, .word):
      if let sizes = [literal].sizes { return .sizes(sizes) }
    case (.shapes, .list(let items)):
      if let shapes = items.shapes { return .shapes(shapes) }
      if let sizes = items.sizes { return .shapes([sizes]) }
    case (.shapes, .integer), (.shapes, .word):
      if let sizes = [literal].sizes { return .shapes([sizes]) }
    case (.integers, .integer(let number)): return .integers([number])
    case (.integers, .list(let items)):
      if items.count == 1, case .list = items[0] { return try value(of: items[0]) }
      if let numbers = items.integers { return .integers(numbers) }
    case (.text, .word(let word)): return .text(word)
    case (.text, .integer(let number)): return .text(String(number))
    default: break
    }
    throw LiteralRejection(reason: "must be \(expectation)")
  }

  /// What a value has to be, in words that follow `must be`.
  var expectation: String {
    switch self {
    case .integer: "a whole number"
    case .real: "a number"
    case .flag: "true or false"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .extent: "a whole number, or one for each of up to three axes"
    case .padding(let modes):
      "a whole number, one for each axis, [before, after] for each axis, or one of "
        + modes.map(\.rawValue).joined(separator: ", ")
    case .sizes: "a list of sizes, each a number or a named dimension"
    case .shapes: "a list of shapes, each a list of numbers or named dimensions"
    case .integers: "a list of whole numbers"
    case .text: "text"
    }
  }

  /// `[1, 2]` is a number for each axis, `[[1, 2], [0, 1]]` before and after for each, `[[1, 2]]` for all.
  private static func padding(_ items: [AttributeLiteral]) -> Padding? {
    if let numbers = items.integers { return Extent(numbers).map { Padding($0) } }
    let pairs = items.compactMap { item in
      if case .list(let pair) = item, pair.count == 2 { pair.integers } else { nil }
    }
    guard pairs.count == items.count, let before = Extent(pairs.map { $0[0] }),
      let after = Extent(pairs.map { $0[1] })
    else { return nil }
    return Padding(before: before, after: after)
  }
}

extension AttributeValue {
  /// The value as a file holds it, in its shortest form.
  public var literal: AttributeLiteral {
    switch self {
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .flag(let flag): .flag(flag)
    case .choice(let word), .text(let word): .word(word)
    case .extent(let extent): extent.literal
    case .padding(let padding): padding.literal
    case .sizes(let sizes): .list(sizes.map(\.literal))
    case .shapes(let shapes): .list(shapes.map { .list($0.map(\.literal)) })
    case .integers(let numbers): .list(numbers.map { .integer($0) })
    }
  }
}

extension Extent {
  fileprivate var literal: AttributeLiteral {
    count == 1 ? .integer(self[0]) : .list(values.map { .integer($0) })
  }
}

extension Padding {
  fileprivate var literal: AttributeLiteral {
    if mode != .explicit { return .word(mode.rawValue) }
    if isSymmetric { return before.literal }
    return .list(zip(before.values, after.values).map { .list([.integer($0), .integer($1)]) })
  }
}

extension AxisSize {
  var literal: AttributeLiteral {
    switch self {
    case .fixed(let size): .integer(size)
    case .named(let name): .word(name)
    }
  }
}

extension [AttributeLiteral] {
  fileprivate var integers: [Int]? {
    var numbers: [Int] = []
    for case .integer(let number) in self { numbers.append(number) }
    return numbers.count == count ? numbers : nil
  }

  fileprivate var shapes: [[AxisSize]]? {
    var shapes: [[AxisSize]] = []
    for case .list(let items) in self {
      guard let sizes = items.sizes else { return nil }
      shapes.append(sizes)
    }
    return shapes.count == count ? shapes : nil
  }

  fileprivate var sizes: [AxisSize]? {
    var sizes: [AxisSize] = []
    for item in self {
      switch item {
      case .integer(let size): sizes.append(.fixed(size))
      case .word(let name): sizes.append(.named(name))
      default: return nil
      }
    }
    return sizes
  }
}
