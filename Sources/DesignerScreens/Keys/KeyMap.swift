import Designer
import Terminal

/// What keys mean: one table, which hints and help read as well.
public struct KeyMap: Sendable {
  /// What a key leads to.
  public enum Target: Equatable, Sendable {
    case command(CommandID)
    /// What only makes sense where a line of text is typed.
    case edit(TextEdit)
  }

  public struct Binding: Equatable, Sendable {
    public let context: KeyContext
    public let keys: KeySequence
    public let target: Target

    public init(_ context: KeyContext, _ keys: KeySequence, _ target: Target) {
      (self.context, self.keys, self.target) = (context, keys, target)
    }
  }

  /// Two meanings for the same keys in one place, or a key that would have to wait for another and acts alone.
  public struct Conflict: Error, Equatable, Sendable {
    public let first, second: Binding
  }

  /// What the keys pressed so far come to.
  public enum Match: Equatable, Sendable {
    case bound(Target)
    /// More keys may follow.
    case incomplete
    case unbound
  }

  public private(set) var bindings: [Binding] = []
  /// The bindings of each command, in the same order: hints ask for them at every key.
  private var byCommand: [CommandID: [Binding]] = [:]

  public init() {}

  /// - Parameter unclashing: bindings that are known not to clash, which spares comparing each with each.
  init(unclashing bindings: [Binding]) {
    for binding in bindings { add(binding) }
  }

  /// - Throws: the first two bindings that cannot both stand.
  public init(_ bindings: [Binding]) throws(Conflict) {
    for binding in bindings { try bind(binding) }
  }

  /// - Throws: when the keys, or keys that begin with them, mean something already; nothing is changed then.
  public mutating func bind(_ binding: Binding) throws(Conflict) {
    let together = KeyContext.stacks.filter { $0.contains(binding.context) }.flatMap { $0 }
    for other in bindings where together.contains(other.context) {
      if other.keys.starts(with: binding.keys.strokes) || binding.keys.starts(with: other.keys.strokes) {
        throw Conflict(first: other, second: binding)
      }
    }
    add(binding)
  }

  private mutating func add(_ binding: Binding) {
    bindings.append(binding)
    if case .command(let id) = binding.target { byCommand[id, default: []].append(binding) }
  }

  /// What keys mean where the given contexts hold.
  public func match(_ strokes: [KeyStroke], in contexts: [KeyContext]) -> Match {
    var isIncomplete = false
    for binding in bindings where contexts.contains(binding.context) && binding.keys.starts(with: strokes) {
      if binding.keys.strokes.count == strokes.count { return .bound(binding.target) }
      isIncomplete = true
    }
    return isIncomplete ? .incomplete : .unbound
  }
}

extension KeyMap {
  /// The keys of a command, in the order in which they were bound.
  func bindings(of command: CommandID) -> [Binding] { byCommand[command] ?? [] }

  /// The key for a command as a hint shows it: the first that is bound to it, in any of the contexts.
  public func label(
    for command: CommandID, in contexts: [KeyContext] = KeyContext.allCases, _ glyphs: Glyphs
  ) -> String? {
    bindings(of: command).first { contexts.contains($0.context) }?.keys.label(glyphs)
  }

  /// All keys for a command in the panes, as the help shows them: `↓ j`; those of dialogs where it has no other.
  public func labels(for command: CommandID, _ glyphs: Glyphs) -> String {
    let all = bindings(of: command)
    let inPanes = all.filter { KeyContext.panes.contains($0.context) }
    var labels: [String] = []
    for binding in inPanes.isEmpty ? all : inPanes {
      let label = binding.keys.label(glyphs)
      if !labels.contains(label) { labels.append(label) }
    }
    return labels.joined(separator: " ")
  }
}
