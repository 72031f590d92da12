/// A way out of a diagnostic: one undo step, and what it leads to when tried on the whole network.
public struct FixIt: Equatable, Sendable {
  /// What changes: `stride 5 → 4`, `input 227 → 241`.
  public let title: String
  public let edit: NetworkEdit
  /// What came of trying it; `nil` while it has not been tried.
  public internal(set) var outcome: Outcome?

  public struct Outcome: Equatable, Sendable {
    /// The layer's shape after it: `55×55`.
    public let shape: String
    /// What happens elsewhere: `all exact after it`, `then MaxPool-2 breaks (10.5)`.
    public let downstream: String
    /// How many windows of the whole network do not divide afterwards, and how many other errors there are.
    public let remainingProblems: Int
  }

  /// The title and what it leads to, in a line: `stride 5 → 4: 55×55, all exact after it`.
  public var summary: String {
    guard let outcome else { return title }
    return "\(title): " + [outcome.shape, outcome.downstream].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// The ways out of a layer's diagnostics, best first, and why some kinds of change cannot help.
public struct FixItList: Equatable, Sendable {
  public internal(set) var fixIts: [FixIt] = []
  /// `no symmetric padding: the stride is even and the remainder odd`.
  public internal(set) var impossibilities: [String] = []
}
