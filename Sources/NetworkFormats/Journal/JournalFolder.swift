import Glibc
import NetworkModel

/// The journals of all programs of one user, in a folder: one or more for each file, since several programs may
/// have it open, and any number for networks without a file.
public struct JournalFolder: Sendable {
  /// More programs than anybody would open one file in.
  private static let mostForOneFile = 64
  private let path: String

  public init(_ path: String) { self.path = path }

  /// What there was for a subject.
  public struct Claim {
    /// The journal to write; begin with it at once, so that others find whose it is.
    public let journal: Journal
    /// What a program that ended otherwise left behind; it stays there until `Journal.close` is called for it.
    public let left: (journal: Journal, content: JournalContent)?
    /// A program that has the same file open.
    public let otherProcess: Int?
  }

  /// Takes a journal for a subject.
  public func claim(_ subject: JournalSubject) throws(StorageProblem) -> Claim {
    try FileStore.makeFolders(around: "\(path)/-")
    var (own, left): (Journal?, (Journal, JournalContent)?)
    var other: Int?
    for number in 0..<Self.mostForOneFile where own == nil || isThere(subject, number) {
      let path = path(subject, number)
      guard let file = try ExclusiveFile.claim(path) else {
        let process = (try? FileStore.read(path).bytes).flatMap { JournalContent($0) }?.process
        // Networks without a file have nothing to do with each other.
        if subject.path != nil { other = process ?? 0 }
        continue
      }
      let bytes = try file.read()
      let content = JournalContent(bytes)
      // Another version's, perhaps, and not ours to take away.
      if content == nil, bytes.count(where: { $0 == UInt8(ascii: "\n") }) > 2 { continue }
      let journal = Journal(file, subject)
      if let content, !content.steps.isEmpty, content.isLoss {
        if left == nil { left = (journal, content) }
      } else if own == nil {
        own = journal
      } else {
        file.remove()
      }
    }
    guard let own else { throw StorageProblem(path, code: EMFILE) }
    return Claim(journal: own, left: left, otherProcess: other)
  }

  private func isThere(_ subject: JournalSubject, _ number: Int) -> Bool {
    access(path(subject, number), F_OK) == 0
  }

  private func path(_ subject: JournalSubject, _ number: Int) -> String {
    let key = subject.path.map { FileFingerprint(Array($0.utf8)).description } ?? "unnamed"
    return "\(path)/\(key)\(number == 0 ? "" : "-\(number)").journal"
  }
}

/// The journal of one network while it is open.
public final class Journal {
  private let file: ExclusiveFile
  private let subject: JournalSubject
  /// What the next step is to begin with; `nil` once it is written.
  private var base: JournalBase?
  /// What could not be written yet.
  private var backlog: [UInt8] = []

  init(_ file: ExclusiveFile, _ subject: JournalSubject) { (self.file, self.subject) = (file, subject) }

  /// Begins anew with a network of which nothing can be lost yet: a file holds it.
  public func begin(with base: JournalBase) throws(StorageProblem) {
    self.base = base
    file.empty()
    backlog = Array(JournalText.header(subject, process: Int(getpid())).utf8)
    try flush()
  }

  /// Adds steps. What cannot be written is kept and written with the next one.
  public func add(_ steps: [NamedEdit]) throws(StorageProblem) {
    if let base { backlog += JournalText.base(base) }
    base = nil
    for step in steps { backlog += Array(JournalText.step(step).utf8) }
    try flush()
  }

  /// Takes the journal away: nothing in it is needed any more.
  public func close() { file.remove() }

  private func flush() throws(StorageProblem) {
    try file.append(backlog)
    backlog = []
  }
}
