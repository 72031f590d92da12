import NetworkModel

/// What was done, so that it can be undone and done again.
public struct History: Sendable {
  public struct Step: Sendable {
    public internal(set) var name: StepName
    /// Takes the step back; for one that was undone, does it again.
    var edit: NetworkEdit
    var selectionBefore: LayerID?
    var selectionAfter: LayerID?
  }

  public private(set) var done: [Step] = []
  public private(set) var undone: [Step] = []
}

/// What a step did, in words: `Conv-1 stride 4 → 5`, `delete Conv-1`.
public struct StepName: Hashable, Sendable {
  public let subject: String
  /// A property's value before and after.
  public internal(set) var change: Change?

  public struct Change: Hashable, Sendable {
    var before: String
    var after: String
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
