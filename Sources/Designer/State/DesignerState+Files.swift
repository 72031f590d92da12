import NetworkModel

// Opening, saving, exporting, leaving. What is done to files is done by effects; their outcomes come back here.

extension DesignerState {
  /// Whether there is something to lose.
  public var isModified: Bool { history.isModified || preview != nil }

  mutating func save(to path: String?, _ next: Continuation) -> [Effect] {
    guard let path = path ?? document.path else {
      mode = .prompting(Prompt(.saveAs(next: next), for: document))
      return []
    }
    let known = path == document.path ? document.fingerprint : nil
    return [.save(WriteRequest(path: path, fingerprint: known, next: next))]
  }

  mutating func accept(_ prompt: Prompt) -> [Effect] {
    let path = prompt.line.text.trimmed
    guard !path.isEmpty else {
      message = Message("a file needs a name", .warning)
      return []
    }
    mode = .browsing
    switch prompt.purpose {
    case .open: return leave(.open(path: path))
    case .export: return [.export(WriteRequest(path: path))]
    case .saveAs(let next): return save(to: path, next)
    }
  }

  /// Goes on to something else; asks where that would lose changes.
  mutating func leave(_ next: Continuation) -> [Effect] {
    guard isModified else { return goOn(next) }
    mode = .confirming(
      Confirmation(
        question: "\(document.title) has changes that are not saved.",
        options: [
          .init(key: "s", title: "save", action: .save(path: nil, next: next)),
          .init(key: "d", title: "discard", action: .abandon(next)), .cancel,
        ]))
    return []
  }

  func goOn(_ next: Continuation) -> [Effect] {
    switch next {
    case .stay: []
    case .quit: [.quit(status: 0)]
    case .open(let path): [.open(path: path)]
    case .openTemplate(let name): [.openTemplate(name: name)]
    }
  }
}

// MARK: - Outcomes

extension DesignerState {
  mutating func opened(_ outcome: OpenOutcome) {
    switch outcome {
    case .failed(let reason): message = Message(reason, .error)
    case .network(let network, let document):
      let kept = self.document(opening: document)
      let fillsNewFile = kept != document
      begin(network, kept)
      // What a new file begins with has still to be written to it.
      if fillsNewFile { markUnsaved() }
      let count = network.layerCount
      message = Message("\(document.title): \(count.grouped) \(count == 1 ? "layer" : "layers")", .success)
    }
  }

  /// Where another network will be saved once it is opened: a template in an empty file's place fills that file.
  public func document(opening document: Document) -> Document {
    let fillsNewFile = document.path == nil && self.document.path != nil && network.layerCount == 0
    return fillsNewFile ? self.document : document
  }

  /// Takes another network in place of this one, and keeps what has to do with the person and the screen.
  mutating func begin(_ network: Network, _ document: Document) {
    var fresh = DesignerState(
      network: network, document: document, elementType: analysis.elementType)
    fresh.visibleRows = visibleRows
    fresh.commandLineHistory = commandLineHistory
    fresh.table = table
    fresh.theme = theme
    self = fresh
  }

  mutating func saved(_ request: WriteRequest, _ outcome: WriteOutcome) -> [Effect] {
    switch outcome {
    case .written(let fingerprint, _):
      document.path = request.path
      document.fingerprint = fingerprint
      markSaved()
      message = Message("wrote \(document.title)", .success)
      return goOn(request.next)
    case .exists: confirmOverwriting(request, "\(request.path) is there already.") { .write($0) }
    case .changedOnDisk:
      confirmOverwriting(request, "\(request.path) has changed on disk since it was read.") { .write($0) }
    case .vanished: confirmOverwriting(request, "\(request.path) is no longer there.", "write") { .write($0) }
    case .failed(let reason): message = Message(reason, .error)
    }
    return []
  }

  mutating func exported(_ request: WriteRequest, _ outcome: WriteOutcome) {
    switch outcome {
    case .written(_, let notes): message = exportMessage(request.path, notes)
    case .exists, .changedOnDisk, .vanished:
      confirmOverwriting(request, "\(request.path) is there already.") { .export($0) }
    case .failed(let reason): message = Message(reason, .error)
    }
  }

  /// Where a format differs from the network it says so; the line has room for the first difference.
  private func exportMessage(_ path: String, _ notes: [String]) -> Message {
    guard let first = notes.first else { return Message("exported to \(path)", .success) }
    let further = notes.count > 1 ? " (and \(notes.count - 1) more)" : ""
    return Message("exported to \(path); note: \(first)\(further)", .warning)
  }

  private mutating func confirmOverwriting(
    _ request: WriteRequest, _ question: String, _ verb: String = "overwrite",
    _ write: (WriteRequest) -> Action
  ) {
    var overwriting = request
    overwriting.overwrites = true
    let write = write(overwriting)
    var options = [Confirmation.Option(key: verb.first ?? "o", title: verb, action: write)]
    if case .write = write {
      options.append(.init(key: "a", title: "save as", action: .prompt(.saveAs(next: request.next))))
    }
    // The safe answer is highlighted: Enter alone destroys nothing.
    mode = .confirming(Confirmation(question: question, options: options + [.cancel], index: options.count))
  }
}
