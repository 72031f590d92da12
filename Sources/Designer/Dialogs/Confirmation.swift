/// A question with a few answers, each a letter.
public struct Confirmation: Equatable, Sendable {
  public struct Option: Equatable, Sendable {
    public let key: Character
    public let title: String
    /// What the answer does; `nil`: nothing, as Esc.
    let action: Action?
  }

  public let question: String
  public let options: [Option]
  /// The highlighted answer.
  public internal(set) var index = 0
}
