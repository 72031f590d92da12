internal import FoundationEssentials
import NetworkModel

/// A node with what its inputs are known to be.
struct OperatorNode {
  let type: String
  /// What its layer is called.
  let name: String
  /// The version of the operators that the file goes by.
  let version: Int
  let inputNames: [String]
  private(set) var inputs: [GraphTensor?]
  /// Names of the outputs; empty for one that is left out.
  let outputs: [String]
  /// Whether somebody reads an output.
  let isUsed: [Bool]
  let attributes: [String: ONNXAttribute]

  /// What a layer is called that does not itself give the output that a node without a name is called after.
  var innerName: String { outputs.contains(name) ? "\(name).\(type.lowercased())" : name }

  func input(_ place: Int) -> GraphTensor? { place < inputs.count ? inputs[place] : nil }
  func has(_ place: Int) -> Bool { input(place) != nil }
  func shape(_ place: Int) -> [Size]? { input(place)?.shape }
  func constant(_ place: Int) -> Constant? { input(place)?.constant }
  func uses(output: Int) -> Bool { output < isUsed.count && isUsed[output] }

  /// Whether an input is there and no less learned than another: exporters write zeros for a bias that is not.
  func hasLearned(_ place: Int, like other: Int) -> Bool {
    has(place) && (constant(place)?.isLearned != false || constant(other)?.isLearned == false)
  }

  /// The elements of an input that are the same in all trials.
  func integers(_ place: Int) -> [Int]? {
    guard let values = constant(place)?.values else { return nil }
    let integers = values.compactMap(\.constantInteger)
    return integers.count == values.count ? integers : nil
  }

  /// Exchanges two axes of an input.
  mutating func swapAxes(of place: Int, _ first: Int, _ second: Int) {
    guard var shape = shape(place), shape.indices.contains(first), shape.indices.contains(second) else {
      return
    }
    shape.swapAt(first, second)
    inputs[place]?.shape = shape
  }

  /// Takes off a kernel the channels that only fill up the last block of those that come in.
  mutating func dropFilledChannels() {
    guard let channels = shape(0)?.dropFirst().first?.constant, var kernel = shape(1), kernel.count > 2,
      let filled = kernel[1].constant, (1..<Self.maximumBlock).contains(filled - channels),
      integer("group", 1) == 1
    else { return }
    kernel[1] = Size(channels)
    inputs[1]?.shape = kernel
  }

  /// As many channels lie together at most.
  private static let maximumBlock = 16

  // MARK: - Attributes

  func integer(_ name: String) -> Int? { attributes[name].map { Int($0.i) } }
  func integer(_ name: String, _ otherwise: Int) -> Int { integer(name) ?? otherwise }
  func flag(_ name: String) -> Bool { integer(name, 0) != 0 }
  func real(_ name: String) -> Double? { attributes[name].map { $0.f.asWritten } }
  func integers(_ name: String) -> [Int]? { attributes[name].map { $0.ints.map(Int.init) } }
  func word(_ name: String) -> String? { attributes[name].map { String(decoding: $0.s, as: UTF8.self) } }

  /// Integers that are an attribute in old versions and an input in new ones.
  func integers(_ name: String, orInput place: Int) -> [Int]? { integers(name) ?? integers(place) }

  /// The attributes that a kind has by ONNX' names for them and that the node sets.
  func renamed(for kind: OperationKind) -> AttributeList {
    var list = AttributeList()
    for spec in kind.spec.attributes {
      guard let attribute = attributes[spec.spelled[.onnx] ?? spec.name.text],
        let value = try? spec.type.value(of: attribute.literal(as: spec.type))
      else { continue }
      list[spec.name] = value
    }
    return list
  }
}

extension ONNXAttribute {
  fileprivate func literal(as type: AttributeType) -> AttributeLiteral {
    switch (self.type, type) {
    case (.int, .flag): .flag(i != 0)
    case (.float, _): .real(f.asWritten)
    case (.string, _): .word(String(decoding: s, as: UTF8.self))
    case (.ints, _): .list(ints.map { .integer(Int($0)) })
    default: .integer(Int(i))
    }
  }
}
