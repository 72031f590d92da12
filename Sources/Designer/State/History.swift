import NetworkModel

/// What was done, so that it can be undone and done again.
public struct History: Sendable {
  public struct Step: Sendable {
    public internal(set) var name: StepName
    /// Takes the step back; for a step that was undone, does it again.
    var edit: NetworkEdit
    /// Steps of one property that follow each other become one step.
    var merges: PropertyField.Key? = nil
    var selectionBefore: LayerID?
    var selectionAfter: LayerID?
  }

  /// So many steps can be undone at least.
  public static let limit = 10_000

  /// Oldest first.
  public private(set) var done: [Step] = []
  /// The next to do again last.
  public private(set) var undone: [Step] = []
  /// Steps that have been forgotten.
  private var forgotten = 0
  private var savedPosition: Int? = 0
  /// Whether the last step may still grow: nothing was undone or saved since.
  private var isLastOpen = false

  private var position: Int { forgotten + done.count }

  /// The network is not what any file holds, however far one goes back.
  mutating func markUnsaved() { savedPosition = nil }

  /// Whether the network differs from what was last read or saved.
  public var isModified: Bool { savedPosition != position }

  mutating func markSaved() {
    savedPosition = position
    isLastOpen = false
  }

  /// Adds a step, or lets the last one grow by it.
  ///
  /// - Parameter edit: what was done; a step that it takes back is forgotten.
  mutating func record(_ step: Step, made edit: NetworkEdit? = nil) {
    if let saved = savedPosition, saved > position { savedPosition = nil }
    undone.removeAll()
    if isLastOpen, step.merges != nil, let last = done.last, last.merges == step.merges,
      last.selectionAfter == step.selectionBefore
    {
      if edit == last.edit {
        done.removeLast()
        isLastOpen = false
      } else {
        done[done.count - 1].name.change?.after = step.name.change?.after ?? ""
      }
      return
    }
    isLastOpen = true
    done.append(step)
    // Half at a time, so that a long session does not move the array at every step.
    if done.count > 2 * Self.limit {
      done.removeFirst(Self.limit)
      forgotten += Self.limit
    }
  }

  /// Moves a step from the done to the undone or back.
  /// - Parameter apply: makes the step's edit and returns its inverse; `nil` leaves everything as it is.
  /// - Returns: the step as it was; `nil` when there is none or it could not be made.
  mutating func undo(_ apply: (NetworkEdit) -> NetworkEdit?) -> Step? {
    Self.move(from: &done, to: &undone, &isLastOpen, apply)
  }

  mutating func redo(_ apply: (NetworkEdit) -> NetworkEdit?) -> Step? {
    Self.move(from: &undone, to: &done, &isLastOpen, apply)
  }

  private static func move(
    from source: inout [Step], to target: inout [Step], _ isLastOpen: inout Bool,
    _ apply: (NetworkEdit) -> NetworkEdit?
  ) -> Step? {
    guard let step = source.last, let inverse = apply(step.edit) else { return nil }
    isLastOpen = false
    source.removeLast()
    target.append(step)
    target[target.count - 1].edit = inverse
    return step
  }
}
