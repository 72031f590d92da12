import NetworkModel
import OrderedCollections

/// A tensor while a network is being read: which layer gives it, and its shape where that is known.
struct ImportedTensor {
  var source: InputReference
  /// With the batch, in the network's layout.
  var shape: Shape?

  /// The number of axes, the batch included.
  var rank: Int? { shape?.rank }
}

/// Values of a layer's attributes as a reader knows them; `nil` leaves one at its default.
struct ImportedValues: ExpressibleByDictionaryLiteral {
  private(set) var entries: [(name: AttributeName, literal: AttributeLiteral)] = []

  init(dictionaryLiteral entries: (AttributeName, AttributeLiteral?)...) {
    for (name, literal) in entries { set(name, literal) }
  }

  mutating func set(_ name: AttributeName, _ literal: AttributeLiteral?) {
    if let literal { entries.append((name, literal)) }
  }
}

/// A network as a reader puts it together, layer after layer in the order in which they run, with the shapes that
/// follow by the model's own rules.
struct NetworkAssembly {
  /// Ten times what the largest networks have.
  static let maximumLayers = 20_000

  /// More than any layer reads or gives.
  static let maximumTensors = 4096

  var settings: NetworkSettings
  private let budget: ReadingBudget
  private var builder = NetworkBuilder()
  /// The kinds of the layers that have parameters of their own.
  private var owners: [String: OperationKind] = [:]
  /// What is read by another layer.
  private var used: Set<String> = []
  /// What a user has to know of how the file was read.
  var notes: [String] = []
  /// In what layers differ from the file's, in the order in which it turned up.
  private var differences: OrderedDictionary<String, [String]> = [:]

  var isEmpty: Bool { builder.layers.isEmpty }

  /// Taken for a size that the file leaves open.
  let openSize: Int

  /// - Parameter size: the file's, in bytes.
  init(_ settings: NetworkSettings, fileOf size: Int, openSize: Int = 1) {
    (self.settings, self.openSize, budget) = (settings, openSize, ReadingBudget(fileOf: size))
  }

  /// Adds a layer.
  ///
  /// - Parameters:
  ///   - shares: the layer whose parameters it has; without meaning where it is not of the same kind, or learns
  ///     nothing.
  ///   - outputs: how many tensors come out at least.
  /// - Returns: its outputs.
  /// - Throws: a value that is not of its attribute's type.
  mutating func add(
    _ kind: String, _ name: String, _ inputs: [ImportedTensor], _ values: ImportedValues = [:],
    shares owner: String? = nil, note: String? = nil, outputs: Int = 1
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let kind = OperationKind(kind) else { throw FileProblem("\(kind) is no kind of layer") }
    var layer = Layer(name: name, kind: kind, inputs: inputs.map(\.source), note: note)
    if kind.spec.arity.upperBound == 0 { layer.inputs = nil }
    for (attribute, literal) in values.entries { try set(attribute, literal, of: &layer) }
    guard builder.layers.count < Self.maximumLayers else { throw Self.tooManyLayers }
    for input in inputs { used.insert(input.source.name) }
    if let owner, owners[owner] == kind || owners[owner] == Kind.embedding && kind == Kind.linear {
      layer.shares = owner
    }
    let shapes = shapes(of: layer, for: inputs) ?? []
    let first = builder.append(layer)
    try budget.check(builder.cost)
    if kind.spec.learns, layer.shares == nil { owners[first.name] = kind }
    return (0..<max(outputs, shapes.count)).map { output in
      ImportedTensor(
        source: InputReference(first.name, output: output),
        shape: output < shapes.count ? shapes[output] : nil)
    }
  }

  /// The shape that a layer would give.
  func shape(_ kind: String, of inputs: [ImportedTensor], _ values: ImportedValues) -> Shape? {
    var trial = self
    return try? trial.add(kind, "trial", inputs, values).first?.shape
  }

  static let tooManyLayers = FileProblem("has more than \(maximumLayers) layers")

  private func shapes(of layer: Layer, for inputs: [ImportedTensor]) -> [Shape]? {
    let known = inputs.compactMap(\.shape)
    // What an opaque operator gives is declared, whatever comes in.
    guard known.count == inputs.count || layer.kind == Kind.opaque else { return nil }
    return layer.shapes(for: known, in: settings)
  }

  private func set(
    _ name: AttributeName, _ literal: AttributeLiteral, of layer: inout Layer
  ) throws(FileProblem) {
    guard let spec = layer.spec.attribute(name) else {
      throw FileProblem("\(layer.kind) has no attribute \(name)")
    }
    do {
      let value = try spec.type.value(of: literal)
      if !spec.default.stands(for: value, in: layer) { layer.attributes[name] = value }
    } catch {
      throw FileProblem("layer \(layer.name.quoted): \(name) \(error.reason)")
    }
  }

  /// Adds a layer that has no counterpart here.
  ///
  /// - Parameter shapes: of what comes out, as far as the file tells; where it does not, the layer has none and
  ///   says so. One that does not begin with the network's batch is declared with all its axes.
  mutating func addOpaque(
    _ type: String, _ name: String, _ inputs: [ImportedTensor], shapes: [Shape?], note: String? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    let known = shapes.compactMap { $0 }
    let isBatched = known.allSatisfy { $0.rank > 1 && $0[0] == settings.batch }
    let declared = known.count == shapes.count && known.allSatisfy { $0.rank > 0 }
    let sizes = known.map { AttributeLiteral.integers($0.dimensions.dropFirst(isBatched ? 1 : 0)) }
    return try add(
      "opaque", name, inputs,
      [
        "operator": .word(type), "shapes": declared ? .list(sizes) : nil,
        "batched": declared ? .flag(isBatched) : nil,
      ],
      note: note ?? (declared ? nil : "the file does not say what shape \(type.quoted) gives"),
      outputs: max(shapes.count, 1))
  }

  /// Says in what a layer differs from the file's, beside its shapes and parameters.
  mutating func tell(_ text: String, of layer: String) {
    differences[text, default: []].append(layer)
  }

  /// Says what a tensor is called in the file, where its layer has another name.
  mutating func name(_ tensor: ImportedTensor, _ name: String) {
    if tensor.source != InputReference(name) { builder.name(tensor.source, name) }
  }

  /// The network. What nobody reads is an output of it, too; where the last layer alone is one, nothing needs to
  /// say so.
  ///
  /// - Parameter outputs: those that the file names, in its order.
  func reading(outputs: [ImportedTensor] = []) throws(FileProblem) -> FileFormat.Reading {
    var assembly = self
    guard let last = builder.layers.last else { throw FileProblem("has no layers") }
    var unread = builder.layers.filter { !used.contains($0.name) && !$0.spec.isEnd }.map(\.name)
    let isLastAlone = unread.allSatisfy { $0 == last.name }
    if !isLastAlone || outputs.contains(where: { $0.source != InputReference(last.name) }) {
      for output in outputs {
        _ = try assembly.add("output", output.source.name + "_output", [output])
        unread.removeAll { $0 == output.source.name }
      }
      for name in unread {
        _ = try assembly.add("output", name + "_output", [ImportedTensor(source: InputReference(name))])
      }
    }
    let told = differences.map { text, layers in
      let others = layers.count > 1 ? " and \(layers.count - 1) more" : ""
      return "\(layers[0].quoted)\(others): \(text)"
    }
    return FileFormat.Reading(network: assembly.builder.network(settings), notes: notes + told)
  }
}

extension AttributeDefault {
  /// Whether a layer that does not set the attribute has that value, so that it need not be said.
  fileprivate func stands(for value: AttributeValue, in layer: Layer) -> Bool {
    switch self {
    case .value(let standard): standard == value
    case .sameAs(let other): layer.attributes[other] == value
    case .required, .network, .unset: false
    }
  }
}

extension AttributeLiteral {
  /// One number where all axes have the same.
  static func extent(_ numbers: [Int]) -> AttributeLiteral? {
    guard let first = numbers.first else { return nil }
    return numbers.allSatisfy { $0 == first } ? .integer(first) : .list(numbers.map { .integer($0) })
  }

  static func integers(_ numbers: some Sequence<Int>) -> AttributeLiteral {
    .list(numbers.map { .integer($0) })
  }
}
