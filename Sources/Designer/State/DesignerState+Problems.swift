import NetworkModel

/// What is wrong with the network, as the problems pane lists it, kept until the network changes.
struct ProblemCache: Sendable {
  private var revision = -1
  private var problems: [Problem] = []

  subscript(revision: Int) -> [Problem]? {
    get { revision == self.revision ? problems : nil }
    set { (self.revision, problems) = (revision, newValue ?? []) }
  }
}

extension DesignerState {
  /// All that is wrong: the worst first, and the cause before what it leads to.
  public var problems: [Problem] { problemList[revision] ?? analysis.problems(in: network) }

  /// The selected row of the problems pane: where the keyboard is elsewhere, what is wrong with the selected
  /// layer, if anything is.
  public var selectedProblem: Int? {
    let problems = problems
    guard focus == .problems else { return selection.flatMap { problems.index(of: $0) } }
    return problems.isEmpty ? nil : min(problem, problems.count - 1)
  }

  mutating func focus(on pane: Pane) {
    if pane == .problems, focus != .problems, let own = selection.flatMap({ problems.index(of: $0) }) {
      problem = own
    }
    focus = pane
  }

  mutating func moveToProblem(_ movement: Movement) {
    let problems = problems
    problem = movement.index(from: min(problem, max(problems.count - 1, 0)), count: problems.count)
    showProblem(problems)
  }

  /// Keeps the pane and the selected layer together, whatever an edit has made of the problems.
  mutating func followProblems() {
    guard lowerPane == .problems else { return }
    if problemList[revision] == nil { problemList[revision] = analysis.problems(in: network) }
    guard focus == .problems, mode.isBrowsing else { return }
    let problems = problems
    guard selectedProblem.flatMap({ problems[$0].layer }) != selection else { return }
    // An undo, say, has led to another layer: what is wrong with that one comes first.
    if let own = selection.flatMap({ problems.index(of: $0) }) { problem = own }
    showProblem(problems)
  }

  private mutating func showProblem(_ problems: [Problem]) {
    guard let index = selectedProblem, let layer = problems[index].layer else { return }
    problem = index
    if layer != selection || selectedGroup != nil { reveal(layer) }
  }

  /// Goes to the layer, its culprit selected among its properties.
  mutating func goToProblem() -> [Effect] {
    guard let index = selectedProblem else {
      message = Message("there is no problem to go to", .warning)
      return []
    }
    let problem = problems[index]
    focus = .layers
    guard let id = problem.layer, let layer = network[id] else { return [] }
    reveal(id)
    if let place = layer.offeredAttributes.firstIndex(where: { $0.name == problem.diagnostic.attribute }) {
      field = place
    }
    return []
  }
}

extension [Problem] {
  /// The first entry of a layer: the worst that is wrong with it.
  func index(of layer: LayerID) -> Int? { firstIndex { $0.layer == layer } }
}
