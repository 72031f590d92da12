/// What a step did, in words: `Conv-1 stride 4 → 5`, `delete Conv-1`.
public struct StepName: Hashable, Sendable {
  public let subject: String
  /// A property's value before and after, where the step changed one.
  public internal(set) var change: Change?

  public struct Change: Hashable, Sendable {
    public let before: String
    public internal(set) var after: String
  }

  public init(_ subject: String, from before: String, to after: String) {
    self.subject = subject
    change = Change(before: before, after: after)
  }

  public init(_ subject: String) { self.subject = subject }
}

extension StepName: CustomStringConvertible {
  public var description: String {
    guard let change else { return subject }
    let words = [change.before, change.after].map { $0.isEmpty ? "none" : $0 }
    return "\(subject) \(words[0]) → \(words[1])"
  }
}
