import NetworkModel

/// A size in each of several trials (see `Trials`); 0 where a trial gives none.
typealias Size = SIMD4<Int>

extension Size {
  init(_ number: Int) { self.init(repeating: number) }

  /// The size, if it is the same whatever the named dimensions are.
  var constant: Int? { self == Size(self[Trials.last]) && self[0] > 0 ? self[0] : nil }

  /// The sizes in all trials but the first.
  fileprivate var varying: Size { replacing(with: Size(0), where: Size(0, 1, 1, 1) .== 0) }

  /// Whether two sizes are the same in every trial that gives both; there is one at least.
  func agrees(with other: Size) -> Bool {
    var isKnown = false
    for trial in 0..<Size.scalarCount where self[trial] > 0 && other[trial] > 0 {
      if self[trial] != other[trial] { return false }
      isKnown = true
    }
    return isKnown
  }
}

/// A network under several values of its named dimensions at once.
///
/// A file computes shapes from its inputs' sizes (`batch · heads`, `length + 1`) and a reader has to tell which of
/// the numbers that come out stand for which dimension. It works everything out for several values of each at the
/// same time: what is the same in all trials is a constant, and what moves with a dimension is that dimension.
/// The first trial has the values with which the network opens.
struct Trials {
  static let last = Size.scalarCount - 1

  private(set) var settings: [NetworkSettings]
  /// The batch, and the named dimensions.
  private(set) var batch: Size
  private(set) var dimensions: [String: Size] = [:]

  private let batchName: String?
  private let numbers: Numbers
  /// The named dimensions by the sizes that they alone have.
  private var names: [Size: String] = [:]

  /// What the dimensions take in memory, about: each is in the settings of every trial.
  var cost: Int { dimensions.count * 1000 }

  /// Which values the dimensions have in the trials.
  struct Numbers {
    /// What they are when the network opens; `nil`: the first of the others.
    var opened: Int?
    /// What the others are multiples of: 32, since images are halved five times, fewer where a table of positions
    /// ends early, more where a sound of so many samples is taken together.
    var step = 32
    /// Values that are not tried out but given.
    var assumed: [String: Int] = [:]

    static let choices = [
      Numbers(opened: 1), Numbers(), Numbers(opened: 1, step: 4), Numbers(step: 4), Numbers(step: 512),
    ]
  }

  /// - Parameters:
  ///   - batch: a number that the file gives, or `nil` where any will do.
  ///   - name: what the file calls the batch.
  init(_ settings: NetworkSettings, _ numbers: Numbers = Numbers(opened: 1), batch: Int?, named name: String?)
  {
    self.numbers = numbers
    batchName = name?.isEmpty == true ? nil : name
    self.batch = batch.map { Size($0) } ?? Size(1, 2, 3, 5)
    self.settings = Array(repeating: settings, count: Size.scalarCount)
    for trial in self.settings.indices { self.settings[trial].batch = self.batch[trial] }
  }

  /// The size that the file calls so.
  func size(named name: String) -> Size? { name == batchName ? batch : dimensions[name] }

  /// Whether nothing varies, so that one trial tells all.
  var isFixed: Bool {
    (dimensions.isEmpty || !numbers.assumed.isEmpty) && batch.constant != nil
  }

  /// A dimension of that name; one that is new has what the numbers give it.
  mutating func dimension(named name: String) -> Size {
    if let known = dimensions[name] { return known }
    // No two dimensions have the same three.
    let (number, step) = (dimensions.count, numbers.step)
    let size =
      numbers.assumed.isEmpty
      ? Size(
        numbers.opened ?? 2 * step, step * (2 + number), step * (3 + 2 * number), step * (5 + number))
      : Size(numbers.assumed[name] ?? 1)
    dimensions[name] = size
    names[size.varying] = name
    for trial in settings.indices { settings[trial].dimensions[name] = size[trial] }
    return size
  }

  /// What a size is called in the network: a number that always holds, or the name of a dimension.
  func axisSize(_ size: Size) -> AxisSize? {
    if let constant = size.constant { return .fixed(constant) }
    // In the first trial, where everything is 1, much is rounded up that is a dimension otherwise.
    if batch.constant == nil, size.varying == batch.varying { return .named("batch") }
    return names[size.varying].map { .named($0) }
  }

  /// The shapes that a layer gives, trial by trial.
  /// - Returns: `nil` where it works in no trial.
  func shapes(of layer: Layer, for inputs: [[Size]]) -> [[Size]]? {
    if isFixed { return shapes(of: layer, for: inputs, trial: 0)?.map { $0.map { Size($0) } } }
    var result: [[Size]]?
    for trial in settings.indices {
      guard let shapes = shapes(of: layer, for: inputs, trial: trial) else { continue }
      if result == nil { result = shapes.map { Array(repeating: .zero, count: $0.count) } }
      for (output, shape) in shapes.enumerated() where output < result?.count ?? 0 {
        for (axis, size) in shape.enumerated() where axis < result?[output].count ?? 0 {
          result?[output][axis][trial] = size
        }
      }
    }
    return result
  }

  private func shapes(of layer: Layer, for inputs: [[Size]], trial: Int) -> [[Int]]? {
    var shapes: [Shape] = []
    for input in inputs {
      guard input.allSatisfy({ $0[trial] > 0 }), let shape = Shape(input.map { $0[trial] }) else {
        return nil
      }
      shapes.append(shape)
    }
    return layer.shapes(for: shapes, in: settings[trial])?.map(\.dimensions)
  }
}
