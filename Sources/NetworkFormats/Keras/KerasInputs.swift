import NetworkModel

/// What a layer is called with, and what the file tells of its outputs.
struct KerasInputs {
  private(set) var tensors: [ImportedTensor]
  /// The tensors given by name.
  private(set) var named: [String: [ImportedTensor]] = [:]
  /// Which outputs are used.
  let used: Set<Int>
  /// The other arguments, by name.
  let arguments: SyntaxNode?
  /// All arguments in order (Keras 3).
  let positional: [SyntaxNode]
  /// The number that comes before the tensors (Keras 2).
  let firstNumber: SyntaxNode?
  /// As the file has them: the batch first, `nil` for what is open.
  private let shapes: [Int: [Int?]]

  init(
    _ tensors: [ImportedTensor], shapes: [Int: [Int?]] = [:], used: Set<Int> = [0],
    call: KerasCall? = nil
  ) {
    (self.tensors, self.shapes, self.used) = (tensors, shapes, used)
    (arguments, positional, firstNumber) = (call?.arguments, call?.positional ?? [], call?.firstNumber)
  }

  var first: ImportedTensor? { tensors.first }
  /// The first tensor alone, for layers that take no more.
  var one: [ImportedTensor] { Array(tensors.prefix(1)) }
  var rank: Int? { tensors.first?.rank }

  mutating func append(_ tensor: ImportedTensor, name: String?) {
    tensors.append(tensor)
    if let name { named[name, default: []].append(tensor) }
  }

  /// The shape that the file tells of an output; an open axis is as long as the first input's in its place.
  func shape(of output: Int, _ leading: Int) -> Shape? {
    guard let sizes = shapes[output], let batch = first?.shape?.dimensions.first ?? sizes.first ?? 1,
      sizes.count > 1
    else { return nil }
    let before = first?.shape.map { Array($0.dimensions.dropFirst().prefix(leading)) } ?? []
    var dimensions = [batch] + before
    for (axis, size) in sizes.enumerated().dropFirst() {
      if let size {
        dimensions.append(size)
      } else if let shape = first?.shape, shape.rank == sizes.count + leading {
        dimensions.append(shape[axis + leading])
      } else {
        return nil
      }
    }
    return Shape(dimensions)
  }
}
