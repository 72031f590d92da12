import NetworkModel

/// Groups that do what another one beside them does with its parameters, and so are that group once more.
struct SharedGroups {
  /// By the group's path that of the one it is.
  private(set) var originals: [[String]: [String]] = [:]
  /// For each layer in such a group the one that it is.
  private(set) var counterparts: [LayerID: LayerID] = [:]
  private let source: CodeSource
  private let paths: [LayerID: [String]]

  init(_ source: CodeSource) {
    (self.source, paths) = (source, source.paths)
    var candidates: [[String]: Set<[String]>] = [:]
    for id in source.layers {
      guard let owner = source.codes[id]?.owner, let own = paths[id], let other = paths[owner] else {
        continue
      }
      let common = zip(own.reversed(), other.reversed()).prefix { $0 == $1 }.count
      let (group, original) = (own.dropLast(common), other.dropLast(common))
      if common > 0, !group.isEmpty, group.dropLast() == original.dropLast() {
        candidates[Array(group), default: []].insert(Array(original))
      }
    }
    for (group, found) in candidates where found.count == 1 {
      guard let original = found.first, candidates[original] == nil, let pairs = pairs(group, original) else {
        continue
      }
      originals[group] = original
      counterparts.merge(pairs) { first, _ in first }
    }
  }

  /// The group that a path leads to, by the name of the one whose parameters it uses.
  func resolved(_ path: [String]) -> [String] {
    for count in (1...max(path.count, 1)).reversed() where count <= path.count {
      if let original = originals[Array(path.prefix(count))] { return original + path.dropFirst(count) }
    }
    return path
  }

  /// Whether a layer has the parameters of another one, or both have none and keep the same.
  private func isSame(_ id: LayerID, _ code: LayerCode, _ other: LayerID, _ otherCode: LayerCode) -> Bool {
    if let owner = code.owner { return owner == otherCode.owner ?? other }
    return otherCode.owner == nil && code.member == otherCode.member
      && (code.member == nil || source.network[id]?.spec.learns == false)
  }

  private func members(of group: [String]) -> [LayerID] {
    source.layers.filter { id in paths[id].map { $0.count > group.count && $0.starts(with: group) } == true }
  }

  /// The layers of two groups that do the same in the same order, with each other's parameters; `nil` where they
  /// differ in anything.
  private func pairs(_ group: [String], _ original: [String]) -> [LayerID: LayerID]? {
    let (own, others) = (members(of: group), members(of: original))
    guard own.count == others.count, own.count > 1 else { return nil }
    let partners = Dictionary(uniqueKeysWithValues: zip(own, others))
    let originals = Set(others)
    var incoming: [Tensor: Tensor] = [:]
    for (id, other) in zip(own, others) {
      guard paths[id]?.dropFirst(group.count) == paths[other]?.dropFirst(original.count),
        let code = source.codes[id], let otherCode = source.codes[other],
        isSame(id, code, other, otherCode), code.computation == otherCode.computation,
        let operands = source.operands[id], let otherOperands = source.operands[other],
        operands.count == otherOperands.count
      else { return nil }
      for (operand, otherOperand) in zip(operands, otherOperands) {
        let (tensor, otherTensor) = (operand.tensor, otherOperand.tensor)
        guard operand.permutation == otherOperand.permutation else { return nil }
        if let partner = partners[tensor.layer] {
          guard otherTensor == Tensor(layer: partner, output: tensor.output) else { return nil }
        } else if originals.contains(otherTensor.layer)
          || incoming[tensor, default: otherTensor] != otherTensor
        {
          return nil
        } else {
          incoming[tensor] = otherTensor
        }
      }
    }
    return Set(incoming.values).count == incoming.count ? partners : nil
  }
}
