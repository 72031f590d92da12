/// What the activations take while the network runs, layer by layer in the order of the list (or, where that reads
/// something before it is there, in topological order).
///
/// A layer's outputs come into being when it runs, in memory of their own, over its first input or in it, as its
/// operation declares. A tensor is freed after its last reader has run; one that nobody reads is a result, and stays.
public struct ActivationMemory: Sendable {
  private var held: [Count]
  /// The most that is held while some layer runs.
  public private(set) var peak = Count.zero

  /// What is held while a layer runs, its inputs and outputs and what later ones still need.
  public subscript(id: LayerID) -> Count { id.index < held.count ? held[id.index] : .zero }

  fileprivate init(layers: Int) { held = Array(repeating: .zero, count: layers) }

  fileprivate mutating func note(_ bytes: Count, at id: LayerID) {
    held[id.index] = bytes
    peak = max(peak, bytes)
  }
}

extension Analysis {
  /// - Returns: `nil` where some layer has no size, so that nobody knows.
  /// - Complexity: O(layers + connections); it is worked out on demand, since one edit may change it everywhere.
  public func activationMemory(of network: Network) -> ActivationMemory? {
    var run = MemoryRun(network)
    var memory = ActivationMemory(layers: network.slots.count)
    for id in network.executionOrder {
      let outputs = self[id].outputs
      if outputs.isEmpty { return nil }
      let storage = network[id]?.spec.storage.flatMap { rule in operationInput(of: id, in: network).map(rule)
      }
      let held = run.execute(id, outputs.map { elementType.bytes(of: $0.elements) }, storage ?? .own)
      memory.note(held, at: id)
    }
    return memory
  }
}

/// Which memory is taken, and for how long.
private struct MemoryRun {
  private struct Block {
    let bytes: Count
    /// How many tensors in it are still needed.
    var tensors: Int
  }

  private let network: Network
  private var blocks: [Block] = []
  /// The block of each output of a layer, and how often it has still to be read.
  private var outputs: [[(block: Int, reads: Int)]]
  /// All blocks in use; wider than a count, so that what overflowed comes back.
  private var bytes: Int128 = 0
  private var overflows = 0

  init(_ network: Network) {
    self.network = network
    outputs = Array(repeating: [], count: network.slots.count)
  }

  /// - Returns: what is held while the layer runs.
  mutating func execute(_ id: LayerID, _ sizes: [Count], _ storage: OutputStorage) -> Count {
    let shared = sharedBlock(id, sizes, storage)
    for (output, size) in sizes.enumerated() {
      let reads = network.consumers(of: id, output: output)
      let block = shared ?? take(size)
      // A result counts as read once more, by whoever called the network.
      outputs[id.index].append((block, max(reads, 1)))
      blocks[block].tensors += 1
    }
    let held: Count = overflows > 0 ? .overflow : Count(bytes)
    for wire in network.inputs(of: id) {
      guard let source = wire.source else { continue }
      outputs[source.index][wire.output].reads -= 1
      if outputs[source.index][wire.output].reads == 0 { release(outputs[source.index][wire.output].block) }
    }
    return held
  }

  /// The first input's block, where the outputs go there too.
  private func sharedBlock(_ id: LayerID, _ sizes: [Count], _ storage: OutputStorage) -> Int? {
    guard storage != .own, let wire = network.inputs(of: id).first, let source = wire.source else {
      return nil
    }
    let tensor = outputs[source.index][wire.output]
    if storage == .input { return tensor.block }
    let isLastReader = tensor.reads == network.inputs(of: id).count { $0 == wire }
    let fits = blocks[tensor.block].tensors == 1 && sizes == [blocks[tensor.block].bytes]
    return isLastReader && fits ? tensor.block : nil
  }

  private mutating func take(_ size: Count) -> Int {
    if let value = size.value { bytes += Int128(value) } else { overflows += 1 }
    blocks.append(Block(bytes: size, tensors: 0))
    return blocks.count - 1
  }

  private mutating func release(_ block: Int) {
    blocks[block].tensors -= 1
    guard blocks[block].tensors == 0 else { return }
    if let value = blocks[block].bytes.value { bytes -= Int128(value) } else { overflows -= 1 }
  }
}

extension Network {
  /// How often an output of a layer is read.
  fileprivate func consumers(of id: LayerID, output: Int) -> Int {
    Set(consumers(of: id)).reduce(0) { count, reader in
      count + inputs(of: reader).count { $0 == Wire(source: id, output: output) }
    }
  }
}
