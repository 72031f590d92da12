/// What tells groups apart that are otherwise alike, and the widths that they have in common.
struct CodeParameters {
  struct Parameter {
    let name: String
    /// What it is where a call does not say so.
    let fallback: Python?
    /// Its value in each group.
    let values: [Python]
    let isWidth: Bool
  }

  /// Widths first, those with a default last.
  private(set) var parameters: [Parameter] = []
  /// For each plain argument in the groups what takes its place.
  private var replacements: [Python?] = []
  /// More than these are no help: widths that are the same in all groups are written as numbers then.
  private static let maximumWidths = 4

  /// - Parameter units: of one skeleton.
  init(of units: [CodeUnit]) {
    let slots = units.map(\.slots)
    let first = slots[0]
    let values = first.indices.map { place in slots.map { $0[place].value } }
    replacements = Array(repeating: nil, count: first.count)
    for place in first.indices {
      replacements[place] = Self.half(ofKernelBefore: place, first, values)
    }
    var groups: [SlotGroup] = []
    for place in first.indices where Set(values[place]).count > 1 && replacements[place] == nil {
      groups.add(place, first[place].role, values[place])
    }
    let candidates = Self.constantWidths(first, values, of: units)
    if let fitting = candidates.first(where: { groups.count + $0.count <= Self.maximumWidths }) {
      groups += fitting
    }
    func place(_ group: SlotGroup) -> Int { group.slots.first { !first[$0].isGrowth } ?? group.slots[0] }
    groups.sort { place($0) < place($1) }
    let naming = WidthNames(first, groups, endsInJoin: units[0].endsInJoin)
    // A class's constructor and a function use these names themselves.
    var claimed = PythonNames(taken: reservedWords.union(["x", "y"]))
    let members = Set(units[0].steps.filter { $0.member != nil }.map(\.name))
    for group in groups {
      var name = naming.name(of: group)
      // What the forward pass needs is kept beside the members.
      if members.contains(name), group.slots.contains(where: { first[$0].isForward }) { name += "_" }
      name = claimed.claim(name)
      for place in group.slots { replacements[place] = .name(name) }
      let fallback = group.slots.lazy.compactMap { first[$0].fallback }.first { group.values.contains($0) }
      let isWidth = group.role == .width && fallback == nil
      parameters.append(Parameter(name: name, fallback: fallback, values: group.values, isWidth: isWidth))
    }
    for place in first.indices {
      if case .infix(let sign, let operands)? = replacements[place], case .name(let kernel) = operands[0] {
        let slot = Int(kernel).flatMap { replacements[$0] } ?? .nothing
        replacements[place] = .infix(sign, [slot, operands[1]])
      }
    }
    parameters =
      parameters.filter(\.isWidth) + parameters.filter { !$0.isWidth && $0.fallback == nil }
      + parameters.filter { $0.fallback != nil }
  }

  /// Few arguments are told apart by their order, as widths are; others by their names.
  func arguments(ofUnit place: Int) -> [Python.Argument] {
    let needed = parameters.count { $0.fallback == nil }
    return parameters.map { parameter in
      Python.Argument(
        name: parameter.name, value: parameter.values[place],
        isPositional: parameter.isWidth || parameter.fallback == nil && needed <= 3,
        fallback: parameter.fallback)
    }
  }

  /// The steps of a unit with parameters in the place of what differs.
  ///
  /// - Parameter forward: how the forward pass calls a parameter.
  func steps(
    of unit: CodeUnit, forward: (String) -> String
  ) -> [(member: Python?, code: LayerCode?)] {
    var place = 0
    return unit.steps.map { step in
      step.replacingArguments { argument, isForward in
        defer { place += 1 }
        guard let replacement = replacements[place] else { return argument.value }
        return isForward
          ? replacement.replacing { if case .name(let name) = $0 { .name(forward(name)) } else { nil } }
          : replacement
      }
    }
  }

  /// Padding that keeps the size follows from the kernel where that differs. Stands for the kernel's place for now.
  private static func half(
    ofKernelBefore place: Int, _ slots: [CodeSlot], _ values: [[Python]]
  ) -> Python? {
    guard slots[place].name == "padding", Set(values[place]).count > 1,
      let kernel = slots[..<place].lastIndex(where: {
        $0.name == "kernel_size" && $0.step == slots[place].step
      }),
      zip(values[kernel], values[place]).allSatisfy({ kernel, padding in
        if case (.integer(let kernel), .integer(let padding)) = (kernel, padding) {
          kernel / 2 == padding
        } else {
          false
        }
      })
    else { return nil }
    return .infix("//", [.name(String(kernel)), .integer(2)])
  }

  /// Widths that are the same in all groups: all of them, or only those of what comes in and goes out.
  private static func constantWidths(
    _ slots: [CodeSlot], _ values: [[Python]], of units: [CodeUnit]
  ) -> [[SlotGroup]] {
    var groups: [SlotGroup] = []
    for place in slots.indices where slots[place].role == .width && !slots[place].isForward {
      guard Set(values[place]).count == 1, case .integer(let number) = values[place][0], number > 1,
        slots[place].fallback != values[place][0]
      else { continue }
      groups.add(place, .width, values[place])
    }
    let ends = [
      slots.firstIndex(where: \.isWidthIn),
      units[0].endsInJoin ? nil : slots.lastIndex(where: \.isWidthOut),
    ]
    let isSingle = units.count == 1
    let outer = groups.filter { group in
      (group.slots.count > 1 || !isSingle) && ends.contains { $0.map(group.slots.contains) == true }
    }
    // A group that is there once is told apart from nothing: what it says once may stay a number.
    let isPlain = isSingle && (groups.count > 2 || groups.contains { $0.slots.count == 1 })
    return isPlain ? [outer] : [groups, outer]
  }
}

/// Arguments that have the same values in all units.
struct SlotGroup {
  let role: CodeSlot.Role
  let values: [Python]
  var slots: [Int]
}

extension [SlotGroup] {
  fileprivate mutating func add(_ slot: Int, _ role: CodeSlot.Role, _ values: [Python]) {
    if let known = firstIndex(where: { $0.values == values && $0.role == role }) {
      self[known].slots.append(slot)
    } else {
      append(SlotGroup(role: role, values: values, slots: [slot]))
    }
  }
}

/// What numbers of channels are called: by where they come in and go out, or by the step that has them.
struct WidthNames {
  private let slots: [CodeSlot]
  private let incoming: Int?
  private let outgoing: Int?
  private let middle: [[Int]]

  init(_ slots: [CodeSlot], _ groups: [SlotGroup], endsInJoin: Bool) {
    self.slots = slots
    let (first, last) = (
      slots.firstIndex { $0.role == .width }, endsInJoin ? nil : slots.lastIndex { $0.isWidthOut }
    )
    incoming = first.flatMap { slots[$0].isWidthIn ? $0 : nil }
    outgoing = last
    middle = groups.filter { $0.role == .width }.map(\.slots).filter { group in
      ![first.flatMap { slots[$0].isWidthIn ? $0 : nil }, last].contains { $0.map(group.contains) == true }
    }
  }

  func name(of group: SlotGroup) -> String {
    let slot = slots[group.slots[0]]
    if slot.name.isEmpty { return "size" }
    guard group.role == .width, group.slots.contains(where: { slots[$0].name != "groups" }) else {
      return slot.name
    }
    if group.slots.contains(where: { slots[$0].isGrowth }) { return "growth" }
    let noun = group.slots.contains { slots[$0].noun == CodeSlot.channels } ? CodeSlot.channels : slot.noun
    let isOutgoing = outgoing.map(group.slots.contains) == true
    if incoming.map(group.slots.contains) == true { return isOutgoing ? noun : "in_\(noun)" }
    if isOutgoing { return slots.contains(where: \.isWidthIn) ? "out_\(noun)" : noun }
    if middle.count == 1, outgoing != nil { return "hidden_\(noun)" }
    let isInner = slot.isHidden && middle.contains { $0 != group.slots && slots[$0[0]].step == slot.step }
    return "\(slot.step)\(isInner ? "_hidden" : "")_\(noun)"
  }
}
