extension DesignerState {
  /// Lists what the command line could become.
  mutating func suggest(_ line: CommandLineState) -> [Effect] {
    var line = line
    let text = line.line.text
    var query: ValueQuery?
    if let blank = text.firstIndex(of: " ") {
      let head = text[...blank]
      if let parameter = CommandTable.named(String(text[..<blank]))?.parameter {
        query = line.completions.offer(
          parameter, String(text[head.endIndex...]), behind: String(head), self)
      } else {
        line.completions.clear()
      }
    } else {
      line.completions.offerCommands(text)
    }
    mode = .commandLine(line)
    return query.map { [.listValues($0)] } ?? []
  }

  /// Lists what a path being typed could become.
  mutating func suggest(_ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    let query = prompt.completions.offer(.path, prompt.line.text, behind: "", self)
    mode = .prompting(prompt)
    return query.map { [.listValues($0)] } ?? []
  }

  /// Goes on with what was asked for.
  mutating func take(_ values: [Completion], for query: ValueQuery) {
    switch mode {
    case .commandLine(var line):
      line.completions.take(values, for: query)
      _ = suggest(line)
    case .prompting(var prompt):
      prompt.completions.take(values, for: query)
      _ = suggest(prompt)
    default: break
    }
  }

  /// Puts in the first completion, or the next; the only one there is, for good.
  mutating func complete(_ line: CommandLineState) -> [Effect] {
    var line = line
    guard let completion = line.completions.next() else { return [] }
    line.line = TextLine(completion.text)
    if line.completions.items.count == 1 { return suggest(line) }
    mode = .commandLine(line)
    return []
  }

  mutating func complete(_ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    guard let completion = prompt.completions.next() else {
      // What was there at the start is completed as if it had been typed.
      prompt.line = TextLine(prompt.line.text)
      return suggest(prompt)
    }
    prompt.line = TextLine(completion.text)
    if prompt.completions.items.count == 1 { return suggest(prompt) }
    mode = .prompting(prompt)
    return []
  }
}
