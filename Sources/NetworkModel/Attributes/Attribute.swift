/// A declared attribute with the Swift type that rules see: `input[.kernel]` is an `Extent`.
///
/// Attributes that several operations share are declared once, beside the rules that give them their meaning.
public struct Attribute<Value: AttributeConvertible>: Sendable {
  public let name: AttributeName
  let type: AttributeType
  let summary: String
  let spelled: [ForeignFormat: String]

  /// - Parameters:
  ///   - summary: one line for the properties pane and the manual.
  ///   - spelled: what other formats call it, where the name differs.
  init(
    _ name: AttributeName, _ type: AttributeType, _ summary: String, spelled: [ForeignFormat: String] = [:]
  ) {
    (self.name, self.type, self.summary, self.spelled) = (name, type, summary, spelled)
  }

  /// The attribute as part of an operation that cannot do without it.
  var required: AttributeSpec { spec(default: .required) }

  /// The attribute with a value it has when a layer does not set it.
  func defaulting(to value: Value) -> AttributeSpec { spec(default: .value(value.attributeValue)) }

  /// The attribute with the value of another one when a layer does not set it (a pool's stride is its size).
  func defaulting<Other>(to other: Attribute<Other>) -> AttributeSpec {
    spec(default: .sameAs(other.name))
  }

  /// The attribute with the network's setting when a layer does not say otherwise.
  var defaultingToNetwork: AttributeSpec { spec(default: .network) }

  /// The attribute for an operation that can do without it, and then goes by a rule of its own.
  var optional: AttributeSpec { spec(default: .unset) }

  private func spec(default value: AttributeDefault) -> AttributeSpec {
    AttributeSpec(name: name, type: type, default: value, summary: summary, spelled: spelled)
  }
}

/// What an attribute is when a layer does not set it.
public enum AttributeDefault: Sendable, Equatable {
  case required
  case value(AttributeValue)
  case sameAs(AttributeName)
  /// What the network as a whole says.
  case network
  /// Nothing: the operation has a rule for that.
  case unset
}

/// An attribute as part of an operation's declaration; what forms, readers, writers and the manual iterate.
public struct AttributeSpec: Sendable {
  public let name: AttributeName
  public let type: AttributeType
  public let `default`: AttributeDefault
  public let summary: String
  public let spelled: [ForeignFormat: String]
  /// When a form offers it that a layer does not set; always if `nil`.
  public var condition: Condition?

  public enum Condition: Sendable {
    /// Where another attribute is one of these words; elsewhere it means nothing.
    case word(of: AttributeName, in: [String])
    /// Never: only files of other programs have it.
    case imported
  }

  /// The attribute where another one is one of these words.
  func only(where attribute: Attribute<String>, is words: [String]) -> AttributeSpec {
    var spec = self
    spec.condition = .word(of: attribute.name, in: words)
    return spec
  }

  /// The attribute where a file brings it along.
  var onlyImported: AttributeSpec {
    var spec = self
    spec.condition = .imported
    return spec
  }
}

/// Formats of other programs whose words for operations and attributes are on record.
public enum ForeignFormat: String, Sendable, CaseIterable {
  case pytorch, keras, onnx, caffe
}

/// A Swift type that an attribute's value can be seen as.
public protocol AttributeConvertible: Sendable {
  /// The value as this type, or `nil` when it is of another.
  static func read(_ value: AttributeValue) -> Self?
  var attributeValue: AttributeValue { get }
  /// What a rule gets where there is no value. Rules never run then; it stands for a trap that must not be.
  static var placeholder: Self { get }
}

extension Int: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .integer(let number) = value { number } else { nil }
  }
  public var attributeValue: AttributeValue { .integer(self) }
  public static var placeholder: Int { 1 }
}

extension Double: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .real(let number) = value { number } else { nil }
  }
  public var attributeValue: AttributeValue { .real(self) }
  public static var placeholder: Double { 0 }
}

extension Bool: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .flag(let flag) = value { flag } else { nil }
  }
  public var attributeValue: AttributeValue { .flag(self) }
  public static var placeholder: Bool { false }
}

extension Extent: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .extent(let extent) = value { extent } else { nil }
  }
  public var attributeValue: AttributeValue { .extent(self) }
  public static var placeholder: Extent { 1 }
}

extension Padding: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .padding(let padding) = value { padding } else { nil }
  }
  public var attributeValue: AttributeValue { .padding(self) }
  public static var placeholder: Padding { 0 }
}

/// A Swift type of which an attribute's value can be a list.
public protocol AttributeElement: Sendable {
  static func readList(_ value: AttributeValue) -> [Self]?
  static func attributeValue(of list: [Self]) -> AttributeValue
}

extension AxisSize: AttributeElement {
  public static func readList(_ value: AttributeValue) -> [AxisSize]? {
    if case .sizes(let sizes) = value { sizes } else { nil }
  }
  public static func attributeValue(of list: [AxisSize]) -> AttributeValue { .sizes(list) }
}

extension [AxisSize]: AttributeElement {
  public static func readList(_ value: AttributeValue) -> [[AxisSize]]? {
    if case .shapes(let shapes) = value { shapes } else { nil }
  }
  public static func attributeValue(of list: [[AxisSize]]) -> AttributeValue { .shapes(list) }
}

extension Int: AttributeElement {
  public static func readList(_ value: AttributeValue) -> [Int]? {
    if case .integers(let numbers) = value { numbers } else { nil }
  }
  public static func attributeValue(of list: [Int]) -> AttributeValue { .integers(list) }
}

extension Array: AttributeConvertible where Element: AttributeElement {
  public static func read(_ value: AttributeValue) -> Self? { Element.readList(value) }
  public var attributeValue: AttributeValue { Element.attributeValue(of: self) }
  public static var placeholder: Self { [] }
}

extension String: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    switch value {
    case .choice(let word), .text(let word): word
    default: nil
    }
  }
  public var attributeValue: AttributeValue { .choice(self) }
  public static var placeholder: String { "" }
}

extension Rounding: AttributeConvertible {
  @inline(__always)
  public static func read(_ value: AttributeValue) -> Self? {
    if case .choice(let word) = value { Rounding(rawValue: word) } else { nil }
  }
  public var attributeValue: AttributeValue { .choice(rawValue) }
  public static var placeholder: Rounding { .exact }
}
