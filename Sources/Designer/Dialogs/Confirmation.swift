/// A question with a few answers, each a letter.
public struct Confirmation: Equatable, Sendable {
  public struct Option: Equatable, Sendable {
    public let key: Character
    public let title: String
    /// What the answer does; `nil`: nothing, as Esc.
    let action: Action?

    static let cancel = Option(key: "c", title: "cancel", action: nil)
  }

  public let question: String
  public let options: [Option]
  /// The highlighted answer, which Enter gives.
  public internal(set) var index = 0
}
