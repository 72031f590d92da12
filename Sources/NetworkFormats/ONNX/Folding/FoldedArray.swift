import NetworkModel

/// Few elements with the shape they have: what a file computes sizes with.
struct FoldedArray {
  /// More elements than these are no sizes.
  static let maximumElements = 1024

  var shape: [Int]
  /// Row-major.
  var values: [Sample]
  var isInteger: Bool

  init(_ shape: [Int], _ values: [Sample], isInteger: Bool) {
    (self.shape, self.values, self.isInteger) = (shape, values, isInteger)
  }

  /// A list of numbers.
  init(_ values: [Sample], isInteger: Bool = true) { self.init([values.count], values, isInteger: isInteger) }

  init?(_ tensor: GraphTensor?) {
    guard let constant = tensor?.constant, let values = constant.values,
      let shape = tensor?.shape?.map({ $0.constant ?? 0 })
    else { return nil }
    self.init(shape, values, isInteger: constant.isInteger)
    guard values.count == Self.count(shape) else { return nil }
  }

  var tensor: GraphTensor {
    GraphTensor(
      shape: shape.map { Size($0) },
      constant: Constant(origin: .graph, isInteger: isInteger, values: values))
  }

  var rank: Int { shape.count }

  /// The number of elements of a shape; `nil` where they are too many.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      guard size >= 0, size <= maximumElements else { return nil }
      count *= size
      if count > maximumElements { return nil }
    }
    return count
  }

  /// An array of another shape, each of whose elements is one of this.
  ///
  /// - Parameter source: where the element at an index comes from.
  func picking(_ shape: [Int], _ source: (_ index: [Int]) -> [Int]) -> FoldedArray? {
    guard let count = Self.count(shape) else { return nil }
    var index = Array(repeating: 0, count: shape.count)
    var picked: [Sample] = []
    for _ in 0..<count {
      var place = 0
      for (axis, position) in source(index).enumerated() { place = place * self.shape[axis] + position }
      guard values.indices.contains(place) else { return nil }
      picked.append(values[place])
      for axis in shape.indices.reversed() {
        index[axis] += 1
        if index[axis] < shape[axis] { break }
        index[axis] = 0
      }
    }
    return FoldedArray(shape, picked, isInteger: isInteger)
  }

  /// The array repeated along axes of size 1 until it has a shape.
  func broadcast(to shape: [Int]) -> FoldedArray? {
    guard shape.count >= rank else { return nil }
    let lead = shape.count - rank
    return picking(shape) { index in
      self.shape.indices.map { self.shape[$0] == 1 ? 0 : index[lead + $0] }
    }
  }

  /// The shape that arrays come to when one is repeated along the axes of another.
  static func broadcastShape(_ shapes: [[Int]]) -> [Int]? {
    let rank = shapes.map(\.count).max() ?? 0
    var result = Array(repeating: 1, count: rank)
    for shape in shapes {
      for (axis, size) in shape.enumerated() where size != 1 {
        let place = rank - shape.count + axis
        guard result[place] == 1 || result[place] == size else { return nil }
        result[place] = size
      }
    }
    return result
  }

  /// An axis that may be counted from the end.
  func axis(_ axis: Int) -> Int? {
    guard (-rank..<rank).contains(axis) else { return nil }
    return axis < 0 ? axis + rank : axis
  }
}
