import TestSupport
import Testing

@testable import NetworkModel

@Suite("Memory of the activations")
struct ActivationMemoryTests {
  private static let input = Samples.input("in", 4, 4, 4)

  private static func activation(_ name: String, _ function: String, _ input: InputReference) -> Layer {
    Samples.layer(name, "activation", ["function": .choice(function)], inputs: [input])
  }

  @Test(
    "is what is held while each layer runs, of which the most is the peak",
    arguments: [
      // 64 elements of four bytes come in; a sigmoid needs room of its own, a rectifier does not.
      ([input, activation("a", "sigmoid", "in"), activation("b", "sigmoid", "a")], [256, 512, 512]),
      ([input, activation("a", "relu", "in"), activation("b", "relu", "a")], [256, 256, 256]),
      // Somebody else still reads what would be overwritten.
      (
        [input, activation("a", "relu", "in"), Samples.layer("add", "add", inputs: ["a", "in"])],
        [256, 512, 768]
      ),
      // What is flattened is the same memory, which is not to be overwritten while the image is read.
      (
        [
          input, Samples.layer("flat", "flatten", inputs: ["in"]), activation("a", "relu", "flat"),
          activation("b", "sigmoid", "in"),
        ], [256, 256, 512, 768]
      ),
      // A result stays: the second output that nobody reads, and the first branch's end.
      (
        [
          input, Samples.layer("split", "split", inputs: ["in"]),
          Samples.layer("end", "output", inputs: ["split"]), activation("a", "sigmoid", "split:1"),
        ], [256, 512, 256, 384]
      ),
      // A constant comes into being when its turn is there.
      (
        [
          input, activation("a", "sigmoid", "in"),
          Samples.layer("c", "constant", ["shape": .sizes([.fixed(2)])]), activation("b", "sigmoid", "a"),
        ], [256, 512, 264, 520]
      ),
    ] as [([Layer], [Int])])
  func held(layers: [Layer], held: [Int]) throws {
    let layers = layers.map { layer in
      var layer = layer
      layer.inputs = layer.inputs?.map { $0.name == "split:1" ? InputReference("split", output: 1) : $0 }
      return layer
    }
    let network = Network(layers: layers)
    let memory = try #require(Analysis(of: network).activationMemory(of: network))
    #expect(network.ids.map { memory[$0].value } == held)
    #expect(memory.peak.value == held.max())
  }

  @Test("is not known where a layer has no size; beyond 64 bits it is no number")
  func limits() {
    let broken = Network(layers: [Self.input, Samples.conv("c", 2, 9)])
    #expect(Analysis(of: broken).activationMemory(of: broken) == nil)
    let huge = Network(layers: [Samples.input("in", 1 << 61), Samples.layer("a", "softmax")])
    #expect(Analysis(of: huge).activationMemory(of: huge)?.peak == .overflow)
    let two = Network(layers: [Samples.input("in", 1 << 60), Samples.layer("a", "softmax")])
    #expect(Analysis(of: two).activationMemory(of: two)?.peak == .overflow)
    #expect(Analysis(of: two, elementType: .int8).activationMemory(of: two)?.peak == Count(1 << 61))
  }

  @Test("equals that of a simulation by the definition alone", arguments: 1...60)
  func simulation(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let network = random.runnableNetwork()
    let analysis = Analysis(of: network)
    let memory = try #require(analysis.activationMemory(of: network))
    #expect(network.ids.map { memory[$0].value } == Simulation(network, analysis).held)
  }
}

/// Memory by its definition: for every step all tensors are gone through.
private struct Simulation {
  private struct Tensor {
    let wire: Wire
    let size: Int
    let made: Int
    /// When it is needed for the last time.
    let last: Int
    /// The tensor whose memory it is in.
    var root: Int
  }

  private var tensors: [Tensor] = []
  private(set) var held: [Int] = []

  init(_ network: Network, _ analysis: Analysis) {
    for (step, id) in network.ids.enumerated() {
      let outputs = analysis[id].outputs
      for (output, shape) in outputs.enumerated() {
        let wire = Wire(source: id, output: output)
        let readers = network.ids.indices.filter { network.inputs(of: network.ids[$0]).contains(wire) }
        tensors.append(
          Tensor(
            wire: wire, size: (shape.elements.value ?? 0) * 4, made: step,
            last: readers.max() ?? network.layerCount, root: tensors.count))
      }
      let rule = network[id]?.spec.storage
      let storage = rule.flatMap { rule in analysis.operationInput(of: id, in: network).map(rule) }
      if let root = root(storage ?? .own, network.inputs(of: id).first, outputs.count, step) {
        for index in tensors.indices.suffix(outputs.count) { tensors[index].root = root }
      }
      let needed = tensors.filter { $0.last >= step }
      held.append(Set(needed.map(\.root)).reduce(0) { $0 + tensors[$1].size })
    }
  }

  private func root(_ storage: OutputStorage, _ wire: Wire?, _ outputs: Int, _ step: Int) -> Int? {
    guard let wire, let input = tensors.firstIndex(where: { $0.wire == wire }) else { return nil }
    let root = tensors[input].root
    switch storage {
    case .own: return nil
    case .input: return root
    case .overInput:
      let others = tensors.indices.filter {
        $0 != input && tensors[$0].root == root && tensors[$0].made < step
      }
      let isFree = tensors[input].last == step && others.allSatisfy { tensors[$0].last < step }
      return isFree && outputs == 1 && tensors[tensors.count - 1].size == tensors[root].size ? root : nil
    }
  }
}

extension SplitMix64 {
  /// A network whose every layer has a size, with branches, several outputs and layers that need no memory.
  fileprivate mutating func runnableNetwork() -> Network {
    var network = Network(layers: [Samples.input("in", 4, 4, 8)])
    for index in 0..<40 {
      let name = "l\(index)"
      func reference() -> InputReference {
        let source = pick(network.ids.suffix(6))
        let outputs = max(Analysis(of: network)[source].outputs.count, 1)
        return InputReference(network[source]?.name ?? "", output: number(0...outputs - 1))
      }
      let layer: Layer =
        switch number(0...9) {
        case 0...3:
          Samples.layer(
            name, "activation", ["function": .choice(pick(["relu", "gelu", "identity"]))],
            inputs: [reference()])
        case 4: Samples.layer(name, "dropout", inputs: [reference()])
        case 5:
          Samples.layer(
            name, "conv", ["filters": .integer(pick([4, 8])), "kernel": .extent(1)], inputs: [reference()])
        case 6: Samples.layer(name, "split", inputs: [reference()])
        case 7: Samples.layer(name, "flatten", ["axis": .integer(2)], inputs: [reference()])
        case 8: Samples.layer(name, "concat", inputs: [reference(), reference()])
        default: Samples.layer(name, "add", inputs: [reference(), reference()])
        }
      if let inverse = network.attempt(.insert(layer, at: network.layerCount, id: nil)),
        Analysis(of: network).totals.errors > 0
      {
        network.attempt(inverse)
      }
    }
    return network
  }
}
