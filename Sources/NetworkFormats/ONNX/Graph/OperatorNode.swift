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
  let inputs: [GraphTensor?]
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

  // MARK: - Attributes

  func integer(_ name: String) -> Int? { attributes[name].map { Int($0.i) } }
  func integer(_ name: String, _ otherwise: Int) -> Int { integer(name) ?? otherwise }
  func flag(_ name: String) -> Bool { integer(name, 0) != 0 }
  func real(_ name: String) -> Double? { attributes[name]?.real }
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
  /// The shortest number of those that are this one in 32 bits: what was written as 1e-5 is that again.
  fileprivate var real: Double { Double(f.description) ?? Double(f) }

  fileprivate func literal(as type: AttributeType) -> AttributeLiteral {
    switch (self.type, type) {
    case (.int, .flag): .flag(i != 0)
    case (.float, _): .real(real)
    case (.string, _): .word(String(decoding: s, as: UTF8.self))
    case (.ints, _): .list(ints.map { .integer(Int($0)) })
    default: .integer(Int(i))
    }
  }
}
