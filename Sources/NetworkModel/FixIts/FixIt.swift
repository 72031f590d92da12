/// A way out of a diagnostic: one undo step, and what it leads to when tried on the whole network.
public struct FixIt: Equatable, Sendable {
  /// What changes: `stride 5 → 4`, `input 227 → 241`.
  public let title: String
  /// The diagnostic that it removes.
  public let code: DiagnosticCode
  public let edit: NetworkEdit
  /// How much it changes, to put small changes first.
  let cost: Int
  /// What came of trying it.
  public internal(set) var outcome = Outcome()

  public struct Outcome: Equatable, Sendable {
    /// The layer's size after it: `55×55`.
    public internal(set) var shape = ""
    /// What happens elsewhere: `all exact after it`, `then MaxPool-2 breaks (10.5)`.
    public internal(set) var downstream = ""
    /// Errors of the whole network afterwards, and windows that do not divide.
    public internal(set) var remainingProblems = 0
    /// How many numbers the layer gives more or fewer than before.
    var growth = 0
  }

  init(_ title: String, for code: DiagnosticCode, cost: Int, _ edit: NetworkEdit) {
    (self.title, self.code, self.cost, self.edit) = (title, code, cost, edit)
  }

  /// The title and what it leads to, in a line: `stride 5 → 4: 55×55, all exact after it`.
  public var summary: String {
    let consequences = [outcome.shape, outcome.downstream].filter { !$0.isEmpty }.joined(separator: ", ")
    return consequences.isEmpty ? title : "\(title): \(consequences)"
  }
}

/// The ways out of a layer's diagnostics, best first, and why some kinds of change cannot help.
public struct FixItList: Equatable, Sendable {
  public internal(set) var fixIts: [FixIt] = []
  /// `no symmetric padding: the stride is even and the remainder odd`.
  public internal(set) var impossibilities: [String] = []

  public init() {}
}
