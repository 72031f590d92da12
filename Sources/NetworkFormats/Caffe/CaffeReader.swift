import NetworkModel

/// Reads a network's description: the layers of one phase, in the order of the file, each on the latest producer
/// of the blobs that it names.
struct CaffeReader {
  /// Makes layers of one of the file's, which reads these tensors; gives its tops.
  typealias Rule =
    @Sendable (inout CaffeReader, CaffeLayer, [ImportedTensor]) throws(FileProblem) -> [ImportedTensor]

  /// By the type's key; each family's file has its own.
  static let rules: [String: Rule] = [
    windowRules, denseRules, sequenceRules, elementRules, normalizationRules, shapeRules, resizingRules,
    mergingRules, detectionRules, forkRules, endRules,
  ].reduce(into: [:]) { all, family in all.merge(family) { first, _ in first } }

  /// Kinds of the catalogue that no layer of Caffe stands for.
  static let withoutCounterpart: Set<String> = [
    "opaque", "separable_conv", "lp_pool", "adaptive_max_pool", "adaptive_avg_pool", "matmul", "rms_norm",
    "group_norm", "glu", "divide", "minimum", "average", "squeeze", "unsqueeze", "pad", "pixel_shuffle",
    "expand", "slice", "gather", "gru", "multi_head_attention",
  ]

  var assembly: NetworkAssembly
  /// The latest tensor of each name.
  private var blobs: [String: ImportedTensor] = [:]
  /// Blobs that are fed to the network, until the first layer reads them.
  private var pending: [String: CaffeInput] = [:]
  /// The layers that name their parameters first, by that name.
  private var owners: [String: String] = [:]
  /// The layer that has named the parameters of the one being read.
  private(set) var owner: String?

  static func read(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) -> FileFormat.Reading {
    let net = try TextFormatParser.parse(bytes).root
    // Layers of all phases, and what is said of the net itself.
    guard
      Array(net.children.prefix(4 * NetworkAssembly.maximumLayers)).count < 4 * NetworkAssembly.maximumLayers
    else {
      throw NetworkAssembly.tooManyLayers
    }
    // Those of other phases are among them.
    let most = 2 * NetworkAssembly.maximumLayers
    let nodes = ["layer", "layers"].flatMap { net.repeated($0, atMost: most + 1) }.filter {
      $0.kind == .object
    }
    if nodes.isEmpty {
      let isSolver = net["base_lr"] != nil || net["net"] != nil
      if net["item"] != nil { throw FileProblem("is a list of labels: the network is in another file") }
      throw FileProblem(isSolver ? "is a solver's settings: the network is in another file" : "has no layers")
    }
    guard nodes.count <= most else { throw NetworkAssembly.tooManyLayers }
    let candidates = CaffePhase.candidates(net, nodes)
    let phase = candidates.first { isWhole(nodes.lazy.filter($0.includes), net) } ?? candidates[0]
    return try OpenSizes.reading { openSize throws(FileProblem) in
      var reader = CaffeReader(name: net["name"]?.text ?? "", fileOf: bytes.count, openSize: openSize)
      reader.declareInputs(try CaffeInput.ofNet(net))
      var left = 0
      for node in nodes {
        if phase.includes(node) { try reader.read(try CaffeLayer(node)) } else { left += 1 }
      }
      if left > 0 { reader.assembly.notes.append("read for \(phase.title); \(left) layers are for others") }
      return try reader.assembly.reading()
    }
  }

  private init(name: String, fileOf size: Int, openSize: Int) {
    assembly = NetworkAssembly(
      NetworkSettings(name: name, layout: .channelsFirst, rounding: .floor), fileOf: size, openSize: openSize)
  }

  /// Whether every blob that a layer reads is there before it.
  private static func isWhole(_ layers: some Sequence<SyntaxNode>, _ net: SyntaxNode) -> Bool {
    var blobs = Set(net.repeated("input").map(\.text))
    for layer in layers {
      guard layer.repeated("bottom").allSatisfy({ blobs.contains($0.text) }) else { return false }
      blobs.formUnion(layer.repeated("top").map(\.text))
    }
    return !blobs.isEmpty
  }

  // MARK: - Layers

  private mutating func read(_ layer: CaffeLayer) throws(FileProblem) {
    if let inputs = try CaffeInput.of(layer) { return declareInputs(inputs) }
    var inputs: [ImportedTensor] = []
    for (place, bottom) in layer.bottoms.enumerated() where Self.isRead(place, of: layer) {
      inputs.append(try tensor(bottom, layer))
    }
    let parameter = layer.node.repeated("param").first.flatMap { $0["name"]?.text ?? $0.string }
    owner = parameter.flatMap { owners[$0] }
    if let parameter, owner == nil { owners[parameter] = layer.name }
    let rule = Self.rules[layer.typeKey] ?? (Self.isEnd(layer) ? Self.end : Self.unknown)
    let outputs = try rule(&self, layer, inputs)
    for (top, output) in zip(layer.tops, outputs) {
      blobs[top] = output
      assembly.name(output, top)
      pending[top] = nil
    }
  }

  private mutating func tensor(_ name: String, _ layer: CaffeLayer) throws(FileProblem) -> ImportedTensor {
    if let known = blobs[name] { return known }
    guard var input = pending.removeValue(forKey: name) else {
      throw layer.node.problem(
        "layer \(layer.name.quoted) reads \(name.quoted), which no layer before it gives"
          + suggestion(for: name, in: Array(blobs.keys)))
    }
    try input.learnChannels(from: layer)
    let tensor = try input.add(to: &assembly)
    blobs[name] = tensor
    return tensor
  }

  private mutating func declareInputs(_ inputs: [CaffeInput]) {
    for input in inputs {
      pending[input.name] = input
      blobs[input.name] = nil
    }
  }
}
