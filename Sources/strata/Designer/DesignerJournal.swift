import Designer
import NetworkFormats
import NetworkModel

/// Keeps a journal of the network that is open, and what earlier runs left behind.
struct DesignerJournal {
  private let folder = UserFiles.folders.state.map { JournalFolder("\($0)/journal") }
  private var journal: Journal?
  private var left: (journal: Journal, content: JournalContent)?
  /// What the network that is open began with.
  private var base: JournalBase?
  /// Whether the present trouble has been told.
  private var hasWarned = false

  /// Begins the journal of a network that has been opened, or saved elsewhere.
  ///
  /// - Returns: what there is to decide about other programs and earlier runs.
  mutating func begin(_ document: Document, with base: JournalBase) -> [Action] {
    journal?.close()
    (journal, left, self.base) = (nil, nil, base)
    guard let folder else { return [] }
    do throws(StorageProblem) {
      let claim = try folder.claim(JournalSubject(path: document.path, name: document.title))
      journal = claim.journal
      left = claim.left
      let actions = restart(with: base)
      return actions + (left.map { [.foundWork(LeftWork($0.content, document))] } ?? [])
        + (claim.otherProcess.map { [.foundOther(process: $0)] } ?? [])
    } catch {
      return warn(error)
    }
  }

  /// Begins anew with what a file holds now.
  mutating func restart(with base: JournalBase) -> [Action] {
    self.base = base
    return attempt { journal throws(StorageProblem) in try journal.begin(with: base) }
  }

  mutating func record(_ steps: [NamedEdit]) -> [Action] {
    attempt { journal throws(StorageProblem) in try journal.add(steps) }
  }

  mutating func takeOver() -> [Action] {
    guard let content = left?.content else { return [] }
    return restart(
      with: JournalBase(bytes: content.bytes, fingerprint: content.fingerprint, network: content.network))
  }

  mutating func discard() -> [Action] {
    left?.journal.close()
    left = nil
    return []
  }

  mutating func leaveFile(_ document: Document) -> [Action] {
    base.map { begin(document, with: $0) } ?? []
  }

  /// What is left unsaved now is meant to be.
  mutating func close() -> [Action] {
    journal?.close()
    journal = nil
    return []
  }

  private mutating func attempt(_ write: (Journal) throws(StorageProblem) -> Void) -> [Action] {
    guard let journal else { return [] }
    do throws(StorageProblem) {
      try write(journal)
      hasWarned = false
      return []
    } catch {
      return warn(error)
    }
  }

  /// Once, and not at every key: the work itself goes on.
  private mutating func warn(_ problem: StorageProblem) -> [Action] {
    defer { hasWarned = true }
    return hasWarned
      ? []
      : [.show(Message("a crash would lose changes: \(problem.words) (\(problem.path.madeSafe))", .warning))]
  }
}

extension LeftWork {
  fileprivate init(_ content: JournalContent, _ document: Document) {
    self.init(
      network: content.network,
      document: Document(path: document.path, name: content.subject.name, fingerprint: content.fingerprint),
      steps: content.steps)
  }
}

extension JournalBase {
  init(_ source: NetworkSource) {
    let fingerprint = source.fingerprint?.description
    let isNative = source.format.id == FileFormat.native.id && !source.bytes.isEmpty
    self =
      isNative
      ? JournalBase(bytes: source.bytes, fingerprint: fingerprint, network: source.network)
      : JournalBase(writing: source.network, fingerprint: fingerprint)
  }
}
