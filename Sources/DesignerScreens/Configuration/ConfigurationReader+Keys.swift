import Designer
import NetworkFormats
import Terminal
import Yams

/// The keys that a file gives to a command.
private struct KeyEntry {
  let command: CommandID
  /// Where they stand in place of the command's usual keys.
  var contexts: Set<KeyContext> = []
  var bindings: [(binding: KeyMap.Binding, place: TextPlace?)] = []
}

extension ConfigurationReader {
  /// The standard keys with those of the file in place of the commands' own. An entry that cannot stand beside the
  /// others is left out as a whole, and its command keeps its usual keys.
  mutating func keyMap(_ node: Node) -> KeyMap {
    var entries: [KeyEntry] = []
    for item in self.entries(of: node, "`keys`") {
      if let entry = keyEntry(item) { entries.append(entry) }
    }
    while !entries.isEmpty {
      let bindings = entries.reduce(KeyMap.standardBindings) { $1.replacing(in: $0) }
      do throws(KeyMap.Conflict) {
        let map = try KeyMap(bindings)
        guard let stuck = KeyContext.stacks.first(where: { !map.binds("cancel", in: $0) }),
          let index = entries.firstIndex(where: { $0.command == "cancel" })
        else { return map }
        warn("cancel needs a key in \(stuck[0].rawValue); it keeps its usual keys", at: node.place)
        entries.remove(at: index)
      } catch {
        // Of two entries it is the later one that is too much.
        guard let (index, place) = entries.last(owning: error) else { break }
        warn(
          "\(error.words); \(entries[index].command.rawValue) keeps its usual keys", at: place ?? node.place)
        entries.remove(at: index)
      }
    }
    return .standard
  }

  private mutating func keyEntry(_ entry: YAMLEntry) -> KeyEntry? {
    let command = CommandID(rawValue: entry.name)
    guard CommandTable[command] != nil else {
      let known = CommandTable.all.map(\.id.rawValue)
      report("unknown command \(entry.name.quoted)\(suggestion(for: entry.name, in: known))", at: entry.key)
      return nil
    }
    var result = KeyEntry(command: command)
    let problems = warnings.count
    if entry.value.mapping != nil {
      for part in entries(of: entry.value, entry.name) {
        if let context = context(part) { add(part.value, in: [context], to: &result) }
      }
    } else {
      add(entry.value, in: KeyMap.usualContexts(of: command), to: &result)
    }
    return warnings.count == problems ? result : nil
  }

  private mutating func context(_ part: YAMLEntry) -> KeyContext? {
    if let context = KeyContext(rawValue: part.name) { return context }
    let known = KeyContext.allCases.map(\.rawValue)
    report("unknown place \(part.name.quoted)\(suggestion(for: part.name, in: known))", at: part.key)
    return nil
  }

  private mutating func add(_ node: Node, in contexts: [KeyContext], to entry: inout KeyEntry) {
    entry.contexts.formUnion(contexts)
    for item in items(of: node) {
      guard let name = text(item, "a key") else { continue }
      guard let keys = KeySequence(parsing: name) else {
        report("\(name.quoted) names no key\(nearestSuggestion(for: name, in: KeyMap.keyNames))", at: item)
        continue
      }
      for context in contexts {
        if context.takesCharacters, keys.strokes[0].typed != nil {
          report("\(name.quoted) is typed as text in \(context.rawValue)", at: item)
        } else {
          entry.bindings.append((KeyMap.Binding(context, keys, .command(entry.command)), item.place))
        }
      }
    }
  }
}

extension KeyEntry {
  /// Puts its keys where the command's own ones are: of several, hints show the first.
  func replacing(in bindings: [KeyMap.Binding]) -> [KeyMap.Binding] {
    func isReplaced(_ binding: KeyMap.Binding) -> Bool {
      binding.target == .command(command) && contexts.contains(binding.context)
    }
    var result = bindings.filter { !isReplaced($0) }
    let place = bindings.firstIndex(where: isReplaced) ?? result.endIndex
    result.insert(contentsOf: self.bindings.map(\.binding), at: place)
    return result
  }
}

extension [KeyEntry] {
  /// The last entry that has a part in a conflict, and where it says so.
  fileprivate func last(owning conflict: KeyMap.Conflict) -> (index: Int, place: TextPlace?)? {
    for index in indices.reversed() {
      let own = self[index].bindings.last { [conflict.first, conflict.second].contains($0.binding) }
      if let own { return (index, own.place) }
    }
    return nil
  }
}

extension KeyMap.Conflict {
  /// `'d' is bound to layer.delete and undo in browsing`.
  fileprivate var words: String {
    let keys = first.keys == second.keys ? "'\(first.keys)' is" : "'\(first.keys)' and '\(second.keys)' are"
    let contexts = first.context == second.context ? [first.context] : [first.context, second.context]
    return "\(keys) bound to \(first.target.words) and \(second.target.words) in "
      + contexts.map(\.rawValue).joined(separator: " and ")
  }
}

extension KeyMap.Target {
  fileprivate var words: String {
    switch self {
    case .command(let id): id.rawValue
    case .edit: "the typing of text"
    }
  }
}

extension KeyMap {
  fileprivate func binds(_ command: CommandID, in contexts: [KeyContext]) -> Bool {
    bindings(of: command).contains { contexts.contains($0.context) }
  }

  /// Where a command has its usual keys: in the panes, or else in dialogs; any pane for one that has none.
  fileprivate static func usualContexts(of command: CommandID) -> [KeyContext] {
    let usual = Set(standard.bindings(of: command).map(\.context))
    let panes = usual.intersection(KeyContext.panes)
    let contexts = usual.isEmpty ? [.browsing] : panes.isEmpty ? usual : panes
    return KeyContext.allCases.filter(contexts.contains)
  }

  /// Names of keys, for those who mistyped one.
  fileprivate static var keyNames: [String] { standardBindings.map(\.keys.description) + KeyStroke.names }
}
