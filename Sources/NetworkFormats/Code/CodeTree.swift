import NetworkModel

/// Layers in the groups that their names put them in, each group in an order in which it can run as one step.
indirect enum CodeItem {
  case layer(LayerID, name: String)
  case group(name: String, [CodeItem])

  var layers: [LayerID] {
    switch self {
    case .layer(let id, _): [id]
    case .group(_, let items): items.flatMap(\.layers)
    }
  }
}

struct CodeTree {
  private let source: CodeSource
  /// Deeper groups are one with those around them.
  private static let maximumDepth = 12

  static func items(of source: CodeSource) -> [CodeItem] {
    let tree = CodeTree(source: source)
    return tree.items(
      source.layers.map { id in
        let name = source.network[id]?.name ?? ""
        let parts = source.paths[id] ?? []
        if source.ungrouped.contains(id) { return (id, [parts.joined(separator: "_")]) }
        return (id, parts.isEmpty ? [name] : parts)
      }, depth: 0)
  }

  /// The groups that a name puts a layer in and its name there. What a group's name repeats of the one around it is
  /// left out, as exporters have it: `layer1/layer1.0` is the group `0` of `layer1`.
  static func path(of name: String) -> [String] {
    let parts = name.split(separator: "/").map(String.init)
    return parts.enumerated().map { place, part in
      guard place > 0, part.hasPrefix(parts[place - 1] + "."), part.count > parts[place - 1].count + 1 else {
        return part
      }
      return String(part.dropFirst(parts[place - 1].count + 1))
    }
  }

  private func items(_ layers: [(id: LayerID, path: [String])], depth: Int) -> [CodeItem] {
    var places: [String: Int] = [:]
    var parts: [(name: String, layers: [(id: LayerID, path: [String])])] = []
    for layer in layers {
      let isInGroup = layer.path.count > depth + 1 && depth < Self.maximumDepth
      let name = isInGroup ? layer.path[depth] : layer.path[depth...].joined(separator: "_")
      if isInGroup, let place = places[name] {
        parts[place].layers.append(layer)
        continue
      }
      if isInGroup { places[name] = parts.count }
      parts.append((name, [layer]))
    }
    let items = parts.map { part -> CodeItem in
      let first = part.layers[0]
      guard places[part.name] != nil, first.path.count > depth + 1 else {
        return .layer(first.id, name: part.name)
      }
      let inner = self.items(part.layers, depth: depth + 1)
      // A group in which there is nothing but one layer or one group is that.
      if inner.count == 1, case .layer(let id, let name) = inner[0] {
        return .layer(id, name: name.saysLittle ? part.name : "\(part.name)_\(name)")
      }
      if inner.count == 1, case .group(_, let innermost) = inner[0] {
        return .group(name: part.name, innermost)
      }
      return .group(name: part.name, inner)
    }
    return arranged(items)
  }

  /// The items in an order in which each can run after all that it reads. Groups that take turns with what is
  /// outside them are taken apart, and those that read nothing.
  private func arranged(_ items: [CodeItem]) -> [CodeItem] {
    var items = items.flatMap { item -> [CodeItem] in
      guard case .group(let name, let inner) = item, !readsAnything(item) else { return [item] }
      return inner.map { $0.inGroup(name) }
    }
    while true {
      let (order, cyclic) = order(of: items)
      if cyclic.isEmpty { return order.map { items[$0] } }
      items = items.enumerated().flatMap { place, item in
        guard cyclic.contains(place), case .group(let name, let inner) = item else { return [item] }
        return inner.map { $0.inGroup(name) }
      }
    }
  }

  private func readsAnything(_ item: CodeItem) -> Bool {
    let members = Set(item.layers)
    return members.contains { id in
      source.operands[id]?.contains { !members.contains($0.tensor.layer) } == true
    }
  }

  /// Depth first, each after what it reads; without recursion, since networks are deep.
  private func order(of items: [CodeItem]) -> (order: [Int], cyclicGroups: Set<Int>) {
    var holder: [LayerID: Int] = [:]
    for (place, item) in items.enumerated() { for id in item.layers { holder[id] = place } }
    let reads = items.enumerated().map { place, item in
      Set(item.layers.flatMap { source.operands[$0] ?? [] }.compactMap { holder[$0.tensor.layer] })
        .subtracting([place]).sorted()
    }
    var order: [Int] = []
    var cyclic: Set<Int> = []
    var state = [UInt8](repeating: 0, count: items.count)
    for root in items.indices where state[root] == 0 {
      var path: [(item: Int, next: Int)] = [(root, 0)]
      state[root] = 1
      while let (item, next) = path.last {
        guard next < reads[item].count else {
          state[item] = 2
          order.append(item)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let read = reads[item][next]
        if state[read] == 0 {
          state[read] = 1
          path.append((read, 0))
        } else if state[read] == 1 {
          for (member, _) in path.reversed() {
            if case .group = items[member] { cyclic.insert(member) }
            if member == read { break }
          }
        }
      }
    }
    return (order, cyclic)
  }
}

extension CodeItem {
  /// The item as it is called when its group is taken apart.
  fileprivate func inGroup(_ group: String) -> CodeItem {
    switch self {
    case .layer(let id, let name): .layer(id, name: "\(group)_\(name)")
    case .group(let name, let items): .group(name: "\(group)_\(name)", items)
    }
  }
}

extension String {
  /// Whether a layer alone in its group is better called after that: a number, or the operator that exporters put
  /// behind a module's name.
  fileprivate var saysLittle: Bool { allSatisfy(\.isNumber) || Operators.translation(of: stem) != nil }
}
