/// A layer as its author wrote it.
public struct Layer: Hashable, Sendable {
  public var name: String
  public var kind: OperationKind
  /// What it reads; `nil`: the layer before it in the list.
  public var inputs: [InputReference]?
  /// The name of the layer whose parameters it uses in place of its own.
  public var shares: String?
  public var attributes: AttributeList
  /// The author's remark, kept with the layer.
  public var note: String?
  /// What its outputs are called in the file of another program that it was read from.
  public var tensors: [String]

  public init(
    name: String, kind: OperationKind, inputs: [InputReference]? = nil, shares: String? = nil,
    attributes: AttributeList = .init(), note: String? = nil, tensors: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.inputs = inputs
    self.shares = shares
    self.attributes = attributes
    self.note = note
    self.tensors = tensors
  }

  public var spec: OperationSpec { kind.spec }

  /// The attributes that mean something for the layer, and those that it sets all the same.
  public var offeredAttributes: [AttributeSpec] {
    spec.attributes.filter { attribute in
      guard let condition = attribute.condition, attributes[attribute.name] == nil else { return true }
      guard case .word(let other, let words) = condition, case .choice(let word)? = value(of: other)
      else { return false }
      return words.contains(word)
    }
  }

  /// The value of an attribute as the layer has it: set, or by default; `nil` where it must be set and is not,
  /// or where the network decides.
  public func value(of name: AttributeName) -> AttributeValue? {
    if let set = attributes[name] { return set }
    switch spec.attribute(name)?.default {
    case .value(let value)?: return value
    case .sameAs(let other)?: return value(of: other)
    case .required?, .network?, .unset?, nil: return nil
    }
  }
}

/// A layer's output, by the layer's name. In a file `name`, or `name:1` for an output after the first.
public struct InputReference: Hashable, Sendable {
  public var name: String
  public var output: Int

  public init(_ name: String, output: Int = 0) { (self.name, self.output) = (name, output) }
}

extension InputReference: CustomStringConvertible {
  public var description: String { output == 0 ? name : "\(name):\(output)" }
}

extension InputReference: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}

/// A layer's identity, which no edit changes. Numbers are dense and never used again, so that a removed layer
/// comes back under its own when the removal is undone.
public struct LayerID: Hashable, Sendable, BitwiseCopyable {
  private let number: Int32
  public var index: Int { Int(number) }
  init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }
}
