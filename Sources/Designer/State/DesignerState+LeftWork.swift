import NetworkModel

/// What an earlier run did and neither saved nor discarded: it crashed, or was killed.
public struct LeftWork: Equatable, Sendable {
  /// What it began with.
  public let network: Network
  public let document: Document
  /// What was done then, in order, and made of edits that fit that network.
  public let steps: [NamedEdit]

  public init(network: Network, document: Document, steps: [NamedEdit]) {
    (self.network, self.document, self.steps) = (network, document, steps)
  }
}

extension DesignerState {
  mutating func foundWork(_ work: LeftWork) {
    leftWork = work
    askForLeftWork()
  }

  mutating func askForLeftWork() {
    guard let leftWork else {
      mode = .browsing
      return
    }
    let count = leftWork.steps.count
    let changes = count == 1 ? "a change" : "\(count.grouped) changes"
    mode = .confirming(
      Confirmation(
        question: "\(leftWork.document.title) was left with \(changes) not saved.",
        options: [
          .init(key: "r", title: "recover", action: .recoverWork),
          .init(key: "s", title: "show", action: .listWork),
          .init(key: "d", title: "discard", action: .discardWork),
          .init(key: "l", title: "later", action: nil),
        ]))
  }

  mutating func listWork() {
    guard let leftWork else { return }
    let items = leftWork.steps.map { Chooser.Item(.word($0.name), title: $0.name) }
    choose(Chooser(.leftWork, title: "Left behind in \(leftWork.document.title)", items: items))
  }

  /// Does again what was done, each step one to undo.
  mutating func recoverWork() -> [Effect] {
    guard let leftWork else { return [] }
    begin(leftWork.network, leftWork.document)
    let (done, of) = (replay(leftWork.steps), leftWork.steps.count)
    let words = "recovered \(done.grouped) \(done == 1 ? "change" : "changes")"
    message =
      done == of
      ? Message(words, .success)
      : Message("\(words); the \((of - done).grouped) after that do not fit", .warning)
    return [.takeOverWork, .record(takeUnrecorded()), .discardWork]
  }

  mutating func discardWork() -> [Effect] {
    leftWork = nil
    message = Message("what was left behind is gone")
    return [.discardWork]
  }

  mutating func foundOther(_ process: Int) {
    mode = .confirming(
      Confirmation(
        question: "\(document.title) is open in another program (process \(process)).",
        options: [
          .init(key: "c", title: "open a copy", action: .makeCopy),
          .init(key: "o", title: "open anyway", action: nil),
          .init(key: "q", title: "quit", action: .abandon(.quit)),
        ]))
  }

  mutating func makeCopy() -> [Effect] {
    document = Document(name: document.title)
    message = Message("a copy, which belongs to no file yet")
    return [.leaveFile]
  }
}
