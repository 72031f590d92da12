import NetworkModel

/// A tensor that a layer learns, as a file has it.
struct LearnedTensor {
  /// The initializer that it is, or is a view of; `nil` where it is none, so that nobody can share it.
  let initializer: String?
  /// The layer that makes it, where it is made of others.
  let source: InputReference?
  /// Its sizes in the order of its kind.
  let factors: [Int]
  /// The attribute that says whether the layer has it; `nil` where every layer of its kind has.
  let flag: AttributeName?

  /// - Returns: `nil` where there is no such tensor or it was not learned.
  init?(_ tensor: GraphTensor?, factors: [Int]? = nil, flag: AttributeName? = nil) {
    guard let tensor, let constant = tensor.constant, constant.isLearned else { return nil }
    (initializer, source) = (constant.initializer, constant.origin == .layers ? tensor.source : nil)
    self.factors = factors ?? tensor.shape?.map { $0.constant ?? 0 } ?? []
    self.flag = flag
  }
}

/// Which layer counts an initializer among its own parameters. A layer that reads one which another has already
/// shares that layer's parameters, or leaves the tensor to it.
struct WeightOwners {
  private struct Owner {
    let layer: String
    let kind: OperationKind
    let tensors: [[Int]]
    /// The layer's place among all.
    let place: Int
  }

  /// What is to be done about the tensors that other layers have.
  struct Sharing {
    /// The layer whose parameters are used.
    var owner: String?
    /// Attributes of the tensors that are counted elsewhere, and where.
    var elsewhere: [(flag: AttributeName, owner: String)] = []
    /// Whether every initializer is counted once this way.
    var isExact = true
    /// Attributes of the tensors that are not the owner's, and are counted nowhere.
    var others: [AttributeName] = []

    /// - Parameter names: what layers are called.
    func note(_ names: [String: String]) -> String? {
      let told =
        elsewhere.map { "its \($0.flag.text) is counted with \(names[$0.owner] ?? $0.owner)" }
        + others.map { "its \($0.text) is another, and is not counted" }
      return told.isEmpty ? nil : told.joined(separator: ", ")
    }
  }

  private var owners: [String: Owner] = [:]
  /// In the order in which they came.
  private var initializers: [String] = []

  /// How a layer of a kind can have these tensors.
  func sharing(_ kind: OperationKind, _ tensors: [LearnedTensor]) -> Sharing {
    let found = tensors.map { $0.initializer.flatMap { owners[$0] } }
    guard found.contains(where: { $0 != nil }) else { return Sharing() }
    var sharing = Sharing()
    var kept: [[Int]] = []
    for (tensor, owner) in zip(tensors, found) {
      if let owner, owner.layer == found[0]?.layer {
        kept.append(tensor.factors)
      } else if let owner, let flag = tensor.flag {
        sharing.elsewhere.append((flag, owner.layer))
      } else if owner != nil || found[0] != nil {
        sharing.isExact = false
      }
    }
    guard let first = found[0] else { return sharing }
    let fits =
      kind == first.kind
      ? kept == first.tensors
      : kept.count == 1 && kept.map { $0.sorted() } == first.tensors.map { $0.sorted() }
    if fits, sharing.isExact {
      sharing.owner = first.layer
      return sharing
    }
    // What can be left out is left to who has it.
    sharing.isExact = true
    for (tensor, owner) in zip(tensors, found) where owner?.layer == first.layer {
      if let flag = tensor.flag {
        sharing.elsewhere.append((flag, first.layer))
      } else {
        sharing.isExact = false
      }
    }
    return sharing
  }

  /// The same for a layer that has to have its tensors: where only its weights are another's, as those are that are
  /// quantized once and have a bias for each input, it shares all.
  func sharingWeights(_ kind: OperationKind, _ tensors: [LearnedTensor]) -> Sharing {
    var sharing = sharing(kind, tensors)
    guard !sharing.isExact, let first = tensors.first?.initializer.flatMap({ owners[$0] }),
      first.kind == kind, first.tensors == tensors.map(\.factors),
      tensors.dropFirst().allSatisfy({ $0.flag != nil })
    else { return sharing }
    sharing = Sharing(owner: first.layer)
    for tensor in tensors where tensor.initializer.map({ owners[$0]?.layer == first.layer }) != true {
      if let flag = tensor.flag { sharing.others.append(flag) }
    }
    return sharing
  }

  /// Notes that a layer has these tensors, as far as no other has them.
  mutating func add(_ tensors: [LearnedTensor], of layer: String, _ kind: OperationKind, place: Int) {
    let own = tensors.filter { $0.initializer.map { owners[$0] == nil } ?? true }
    for case let name? in own.map(\.initializer) {
      owners[name] = Owner(layer: layer, kind: kind, tensors: own.map(\.factors), place: place)
      initializers.append(name)
    }
  }

  /// Forgets the layers after the first so many.
  mutating func takeBack(to mark: Int) {
    while let last = initializers.last, let owner = owners[last], owner.place >= mark {
      owners[last] = nil
      initializers.removeLast()
    }
  }
}

extension GraphReader {
  /// Appends a layer with what it learns, each initializer counted once.
  /// - Returns: what comes out, or `nil` where the layer cannot work on what comes in.
  mutating func emit(
    _ kind: String, _ input: GraphTensor?, _ attributes: AttributeList, learning tensors: [LearnedTensor?],
    name: String
  ) -> [GraphTensor]? {
    guard let kind = OperationKind(kind), let input else { return nil }
    let tensors = tensors.compactMap { $0 }
    let sharing = owners.sharingWeights(kind, tensors)
    var attributes = attributes
    for (flag, _) in sharing.elsewhere { attributes[flag] = .flag(false) }
    let place = builder.layers.count
    let result = emit(kind, [input], attributes, name: name, shares: sharing.owner)
    if result != nil { madeWeights += tensors.compactMap(\.source) }
    if let source = result?[0].source, !sharing.elsewhere.isEmpty || !sharing.others.isEmpty {
      countedElsewhere[source.name] = sharing
    }
    guard let result, sharing.owner == nil, let source = result[0].source else { return result }
    let absent = Set(sharing.elsewhere.map(\.flag))
    let own = tensors.filter { $0.flag.map { !absent.contains($0) } ?? true }
    owners.add(own, of: source.name, kind, place: place)
    return result
  }
}
