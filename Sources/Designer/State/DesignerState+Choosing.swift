import NetworkModel

// Lists to choose from. Where it can be seen, the highlighted choice is shown in the panes behind.

extension DesignerState {
  mutating func choose(_ chooser: Chooser) { mode = .choosing(chooser) }

  mutating func chooseInputs() {
    guard let id = subject, let chooser = Chooser.inputs(of: id, in: network, analysis) else { return }
    choose(chooser)
  }

  mutating func chooseOwner() {
    guard let id = subject, let chooser = Chooser.owners(of: id, in: network, analysis) else { return }
    choose(chooser)
  }

  mutating func type(_ edit: TextEdit, into chooser: Chooser) {
    var chooser = chooser
    // A list in which several are marked takes blanks for marks.
    if chooser.allowsSeveral, edit == .insert(" ") { chooser.toggleMark() } else { chooser.type(edit) }
    if chooser.purpose == .filter { chooser.offerText(network, analysis) }
    continueChoosing(chooser)
  }

  mutating func move(_ movement: Movement, in chooser: Chooser) {
    var chooser = chooser
    chooser.index = movement.index(from: chooser.index, count: chooser.matches.count)
    continueChoosing(chooser)
  }

  mutating func toggleMark(in chooser: Chooser) {
    var chooser = chooser
    chooser.toggleMark()
    continueChoosing(chooser)
  }

  private mutating func continueChoosing(_ chooser: Chooser) {
    mode = .choosing(chooser)
    switch chooser.purpose {
    case .newLayer, .template, .theme, .elementType, .layer, .filter, .command, .leftWork: break
    case .kind, .inputs, .shares, .value:
      // Another kind keeps what carries over from the layer's own, not from the kind shown before.
      dropPreview()
      show(edit(for: chooser))
    }
  }

  /// Takes what is chosen.
  mutating func accept(_ chooser: Chooser) -> [Effect] {
    guard let item = chooser.highlighted ?? chooser.taken.first else {
      message = Message("nothing matches \(chooser.filter.text)", .warning)
      return []
    }
    mode = .browsing
    switch (chooser.purpose, item.value) {
    case (.newLayer(let index), .kind(let kind)):
      add(kind, at: index)
    case (.leftWork, _): askForLeftWork()
    case (.template, .template(let name)):
      return leave(.openTemplate(name: name))
    case (.layer, .layer(let id)): reveal(id)
    case (.theme, .theme(let name)): return [.useTheme(name)]
    case (.elementType, .elementType(let type)): use(type)
    case (.filter, .filter(let filter)): self.filter(by: filter)
    case (.command, .command(let id)):
      return CommandTable[id].map { run($0, argument: "") } ?? []
    default:
      dropPreview()
      guard let key = chooser.purpose.key, let former = field(key) else { break }
      show(edit(for: chooser))
      keepPreview(of: former)
    }
    return []
  }

  mutating func add(_ kind: OperationKind, at index: Int) {
    let layer = network.newLayer(kind, at: index, analysis)
    guard perform(.insert(layer, at: index, id: nil), StepName("add \(layer.name)")) else { return }
    focus = .properties
    field = 0
  }

  /// The change that the choice stands for.
  private func edit(for chooser: Chooser) -> NetworkEdit? {
    guard let item = chooser.taken.first else { return nil }
    switch (chooser.purpose, item.value) {
    case (.value(let key), .word(let word)): return try? network.edit(key, of: subject, typed: word)
    case (.value(let key), .byDefault): return subject.flatMap { network.reset(key, of: $0) }
    case (.inputs, .byDefault): return subject.map { .connect($0, nil) }
    case (.inputs, _):
      let references = chooser.taken.compactMap { item in
        if case .input(let reference) = item.value { reference } else { nil }
      }
      return subject.map { .connect($0, references) }
    case (.shares, .byDefault): return subject.map { .share($0, nil) }
    case (.shares, .layer(let owner)):
      return subject.flatMap { id in network[owner].map { .share(id, $0.name) } }
    case (.kind, .kind(let kind)):
      return changing(to: kind)
    default: return nil
    }
  }

  private func changing(to kind: OperationKind) -> NetworkEdit? {
    guard let id = subject, let layer = network[id] else { return nil }
    let source = network.inputs(of: id).first?.source
    let changed = network.layer(layer, changedTo: kind, reading: source.flatMap { analysis[$0].shape })
    return .replace(id, changed)
  }

  mutating func changeKind(to kind: OperationKind) {
    guard let former = field(.kind) else { return }
    show(changing(to: kind))
    keepPreview(of: former)
  }
}

extension Chooser.Purpose {
  /// The property that is changed.
  fileprivate var key: PropertyField.Key? {
    switch self {
    case .newLayer, .template, .theme, .elementType, .layer, .filter, .command, .leftWork: nil
    case .kind: .kind
    case .inputs: .inputs
    case .shares: .shares
    case .value(let key): key
    }
  }
}
