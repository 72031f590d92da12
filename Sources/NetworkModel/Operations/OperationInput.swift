/// What an operation's rules are given: the layer's values, and the shapes that come in.
public struct OperationInput: Sendable {
  /// The inputs' shapes, in order, each with its batch.
  public internal(set) var shapes: [Shape] = []
  /// The windows, once they are known, for an operation that has some.
  public internal(set) var windows = Windows()
  public let layout: Layout
  public let batch: Int
  let networkRounding: Rounding
  let dimensions: [String: Int]
  private var attributes = AttributeList()
  private let specs = Catalogue.specs
  private(set) var kind = 0

  init(_ settings: NetworkSettings) {
    layout = settings.layout
    batch = settings.batch
    networkRounding = settings.rounding
    dimensions = Dictionary(uniqueKeysWithValues: settings.dimensions.map { ($0.key, $0.value) })
  }

  /// Turns to a layer by its values and its kind's number; its shapes and windows have still to be given.
  mutating func prepare(_ attributes: AttributeList, kind: Int) {
    self.attributes = attributes
    self.kind = kind
  }

  /// The value of an attribute: the layer's, or the default.
  @inline(__always)
  public subscript<Value>(attribute: Attribute<Value>) -> Value { value(of: attribute.name) ?? .placeholder }

  /// The value of an attribute that need not have one.
  @inline(__always)
  public func optional<Value>(_ attribute: Attribute<Value>) -> Value? { value(of: attribute.name) }

  @inline(__always)
  private func value<Value: AttributeConvertible>(of name: AttributeName) -> Value? {
    if let set: Value? = attributes.value(of: name) { return set }
    return specs[kind].attributes.withUnsafeBufferPointer { specs in
      for index in specs.indices where specs[index].name.id == name.id {
        switch specs[index].default {
        case .value(let value): return Value.read(value)
        case .sameAs(let other):
          let aliased: Value?? = attributes.value(of: other)
          return aliased ?? nil
        case .required, .network, .unset: return nil
        }
      }
      return nil
    }
  }
}

extension OperationInput {
  /// The first input's shape.
  public var shape: Shape { shapes.first ?? Shape() }
  public var channelAxis: Int { layout.channelAxis(rank: shape.rank) }
  public var channels: Int { shape.rank > 1 ? shape[channelAxis] : 1 }
  /// How many axes are neither batch nor channels.
  public var spatialRank: Int { max(shape.rank - 2, 0) }

  /// The input's size along a spatial axis, counted from zero.
  public func spatialSize(_ axis: Int) -> Int { shape[layout.firstSpatialAxis + axis] }

  /// The first input's shape with other channels and other spatial sizes, in the network's layout.
  func shape(channels: Int, spatial: (_ axis: Int) throws(ShapeProblem) -> Int) throws(ShapeProblem) -> Shape
  {
    var result = shape
    result[channelAxis] = channels
    for axis in 0..<spatialRank { result[layout.firstSpatialAxis + axis] = try spatial(axis) }
    return result
  }

  /// An axis given by a person or a file, who may count from the end.
  /// - Throws: `axis-out-of-range`
  func axis(_ axis: Int, attribute: AttributeName) throws(ShapeProblem) -> Int {
    let rank = shape.rank
    guard (-rank..<rank).contains(axis) else {
      throw ShapeProblem(
        .axisOutOfRange, "\(attribute) \(axis): the input has axes 0 to \(rank - 1), the batch being 0",
        attribute: attribute)
    }
    return axis < 0 ? axis + rank : axis
  }

  /// Axes given by a person or a file, each once.
  /// - Throws: `axis-out-of-range`
  func axes(_ axes: [Int], of rank: Int, attribute: AttributeName) throws(ShapeProblem) -> [Int] {
    var result: [Int] = []
    for axis in axes {
      guard (-rank..<rank).contains(axis), !result.contains(axis < 0 ? axis + rank : axis) else {
        throw ShapeProblem(
          .axisOutOfRange, "\(attribute) names \(axis), which is no axis of 0 to \(rank - 1) or there twice",
          attribute: attribute)
      }
      result.append(axis < 0 ? axis + rank : axis)
    }
    return result
  }

  /// The axis that an attribute names, or none where the input does not have it.
  func axes(of attribute: Attribute<Int>) -> Range<Int> {
    guard let axis = try? axis(self[attribute], attribute: attribute.name) else { return 0..<0 }
    return axis..<axis + 1
  }

  /// Refuses an input with fewer or more spatial axes than the operation can work on.
  func requireSpatialRank(_ allowed: ClosedRange<Int>) throws(ShapeProblem) {
    guard !allowed.contains(shape.rank - 2) else { return }
    throw ShapeProblem(
      .inputRank,
      "needs \(allowed.lowerBound) to \(allowed.upperBound) spatial axes and channels; the input is \(shape)")
  }
}
