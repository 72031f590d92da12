/// What a line being typed could become, and which of that was put in last.
public struct Completions: Sendable {
  /// Best match first; the text of each is the whole line.
  public private(set) var items: [Completion] = []
  public private(set) var index: Int?
  private var known: (query: ValueQuery, values: [Completion])?

  init() { list(Self.commands) }

  /// Lists nothing, as behind a name that takes nothing.
  mutating func clear() { (items, index) = ([], nil) }

  /// Lists the commands that a name could become.
  mutating func offerCommands(_ typed: String) {
    let ranked = TextMatch.ranked(CommandTable.all, by: typed) { $0.aliases + [$0.id.rawValue, $0.title] }
    list(ranked.map { Self.commands[$0] })
  }

  /// Lists what an argument could become.
  ///
  /// - Parameter head: what stands before the argument.
  /// - Returns: what has to be asked for before they can be listed.
  mutating func offer(
    _ parameter: Parameter, _ typed: String, behind head: String, _ state: DesignerState
  ) -> ValueQuery? {
    let start = parameter.separator.flatMap { typed.lastIndex(of: $0) }.map { typed.index(after: $0) }
    let (stem, part) = (typed[..<(start ?? typed.startIndex)], String(typed[(start ?? typed.startIndex)...]))
    var values: [Completion] = []
    switch parameter.values {
    case .none: break
    case .known(let list): values = list(state, typed)
    case .outside(let outside):
      let query = ValueQuery(values: outside, folder: outside == .paths ? String(stem) : "")
      guard let known, known.query == query else {
        clear()
        return query
      }
      values = known.values
      // As in a shell: by its beginning, and what is hidden by its dot.
      if outside == .paths {
        values.removeAll { !$0.text.hasPrefix(part) || part.isEmpty && $0.text.hasPrefix(".") }
      }
    }
    let ranked = TextMatch.ranked(values, by: part) { [$0.text] }.map { values[$0] }
    // What is typed in full has nothing left to be completed.
    list(
      ranked.count == 1 && ranked[0].text == part
        ? []
        : ranked.map { Completion(head + stem + $0.text, title: $0.title, detail: $0.detail) })
    return nil
  }

  mutating func take(_ values: [Completion], for query: ValueQuery) { known = (query, values) }

  /// The line with the first of them, then with the next.
  mutating func next() -> Completion? {
    guard !items.isEmpty else { return nil }
    index = index.map { ($0 + 1) % items.count } ?? 0
    return index.map { items[$0] }
  }

  private mutating func list(_ items: [Completion]) { (self.items, index) = (items, nil) }

  /// `w, file.save <path>`: what may be typed, the shortest first, with what belongs behind it.
  private static let commands = CommandTable.all.map { command in
    let names = (command.aliases + [command.id.rawValue]).joined(separator: ", ")
    return Completion(
      command.id.rawValue + (command.parameter == nil ? "" : " "),
      title: command.parameter.map { "\(names) <\($0.name)>" } ?? names, detail: command.summary,
      command: command.id)
  }
}
