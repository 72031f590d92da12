import NetworkModel

/// All that the designer knows. It changes by actions only (`reduce(_:)`); a screen is a function of it.
///
/// Keep one of it: a second copy makes the next edit copy the whole network.
public struct DesignerState: Sendable {
  /// The network as the panes show it: a value being typed, or a fix-it being looked at, is already in it.
  public private(set) var network: Network
  public private(set) var analysis: Analysis
  public private(set) var history = History()
  /// What is shown but not yet kept.
  public private(set) var preview: Preview?
  /// The first layer with an error, causes before what they lead to.
  public private(set) var firstBroken: LayerID?
  /// What has been done since it was last given out to be recorded.
  private(set) var unrecorded: [NamedEdit] = []
  /// What an earlier run left behind, until it is decided what becomes of it.
  var leftWork: LeftWork?
  /// Counts the changes of the network, previews too.
  private(set) var revision = 0

  public internal(set) var document: Document
  /// The selected layer; `nil` only while there is none.
  public internal(set) var selection: LayerID?
  /// Whether the properties pane shows the network's settings instead of the selected layer.
  public internal(set) var showsNetworkSettings = false
  public internal(set) var focus = Pane.layers {
    didSet { if focus.isBelow { lowerPane = focus } }
  }
  /// What the place below the list and the properties shows: the table, or the problems.
  public internal(set) var lowerPane = Pane.summary
  /// The selected row of the properties pane.
  public internal(set) var field = 0
  /// The selected row of the problems pane.
  var problem = 0
  /// The first visible row of the list and the table, which scroll together.
  public internal(set) var top = 0
  /// How the table is looked at.
  public internal(set) var table = TableView()
  /// What the rows stand for.
  var rows = ListRows()
  /// Whether an edit has been made that the rows have still to follow.
  private var rowsAreStale = false
  var groupFacts = GroupFactsCache()
  var fixIts = FixItCache()
  var problemList = ProblemCache()
  private var memory = ActivationMemoryCache()
  /// How many rows they show.
  public internal(set) var visibleRows = 1
  public internal(set) var mode = Mode.browsing
  public internal(set) var message: Message?
  /// The name of the theme that was chosen.
  var theme: String
  /// Where the range of selected layers begins, while there is one.
  var anchor: LayerID?
  /// What was copied or cut last.
  var register: LayerClip?
  /// What was searched for last, and whether it is still marked in the list.
  var pattern: SearchPattern?
  var marksMatches = false
  /// What was entered on the `:` line, oldest first.
  var commandLineHistory: [String] = []

  /// A change that is applied but not yet kept.
  public struct Preview: Sendable {
    let edit, inverse: NetworkEdit
    /// The number of parameters without it.
    public let parametersBefore: Count
  }

  public init(
    network: Network, document: Document = Document(), table: TableView = TableView(),
    theme: String = "default", elementType: ElementType = .float32
  ) {
    self.table = table
    self.network = network
    self.document = document
    self.theme = theme
    analysis = Analysis(of: network, elementType: elementType)
    firstBroken = analysis.firstBroken(in: network)
    selection = network.ids.first
  }
}

// The only places where the network changes.

extension DesignerState {
  /// Makes a change and keeps it as one undo step.
  ///
  /// - Returns: whether it could be made; if not, the message says why.
  @discardableResult
  mutating func perform(_ edit: NetworkEdit, _ name: StepName) -> Bool {
    dropPreview()
    let (before, row) = (selection, selectedRows?.lowerBound)
    guard let inverse = change(edit) else { return false }
    anchor = nil
    repairSelection(formerRow: row)
    if let new = inverse.firstRemovedLayer { reveal(new) }
    journal(name.description, edit, inverse)
    history.record(
      History.Step(name: name, edit: inverse, selectionBefore: before, selectionAfter: selection))
    return true
  }

  /// Shows a change in place of the one shown so far.
  ///
  /// - Parameter edit: `nil` shows the network as it is.
  mutating func show(_ edit: NetworkEdit?) {
    show { _ in edit }
  }

  /// Shows a change that is made out from the network as it is without the one shown so far.
  ///
  /// - Throws: what `make` throws; the network is then shown as it is.
  mutating func show<Failure>(
    _ make: (Network) throws(Failure) -> NetworkEdit?
  ) throws(Failure) {
    let parameters = preview?.parametersBefore ?? analysis.totals.parameters
    if let preview, (try? network.apply(preview.inverse)) != nil { follow(preview.inverse) }
    preview = nil
    defer { update() }
    guard let edit = try make(network), let inverse = try? network.apply(edit) else { return }
    follow(edit)
    preview = Preview(edit: edit, inverse: inverse, parametersBefore: parameters)
  }

  mutating func dropPreview() { if preview != nil { show(nil) } }

  /// Keeps what is shown as one undo step.
  ///
  /// - Parameter merges: the property that it changes, where steps of it that follow each other are one.
  mutating func keepPreview(_ name: StepName, merges: PropertyField.Key? = nil) {
    guard let preview else { return }
    self.preview = nil
    journal(name.description, preview.edit, preview.inverse)
    let before = selection
    // A way out may be to do without the layer.
    let place = before.flatMap { preview.inverse.place(of: $0) }
    repairSelection(formerRow: place.map { rows.row(nearPlace: $0) })
    history.record(
      History.Step(
        name: name, edit: preview.inverse, merges: merges, selectionBefore: before, selectionAfter: selection),
      made: preview.edit)
  }

  mutating func undo() {
    guard let step = travel("undo", { state, apply in state.undo(apply) }) else { return }
    goBack(to: step.selectionBefore)
    message = Message("undid \(step.name)")
  }

  mutating func redo() {
    guard let step = travel("redo", { state, apply in state.redo(apply) }) else { return }
    goBack(to: step.selectionAfter)
    message = Message("did \(step.name) again")
  }

  private mutating func travel(
    _ verb: String, _ way: (inout History, (NetworkEdit) -> NetworkEdit?) -> History.Step?
  ) -> History.Step? {
    dropPreview()
    let row = selectedRow
    // Taken out, so that going through it may change the network.
    var history = History()
    swap(&history, &self.history)
    defer { swap(&history, &self.history) }
    var made: (edit: NetworkEdit, inverse: NetworkEdit)?
    let step = way(&history) { edit in
      let inverse = change(edit)
      made = inverse.map { (edit, $0) }
      return inverse
    }
    guard let step, let made else { return nil }
    journal("\(verb) \(step.name)", made.edit, made.inverse)
    anchor = nil
    repairSelection(formerRow: row)
    return step
  }

  private mutating func journal(_ name: String, _ edit: NetworkEdit, _ inverse: NetworkEdit) {
    unrecorded.append(NamedEdit(name, .group(network.record(of: edit, inverse: inverse))))
  }

  /// Makes steps of an earlier run again, as far as they fit; the analysis follows once.
  ///
  /// - Returns: how many were made.
  mutating func replay(_ steps: [NamedEdit]) -> Int {
    for (index, step) in steps.enumerated() {
      guard let inverse = try? network.apply(step.edit) else {
        finishReplay()
        return index
      }
      let name = StepName(step.name)
      history.record(.init(name: name, edit: inverse, selectionBefore: selection, selectionAfter: selection))
      journal(step.name, step.edit, inverse)
    }
    finishReplay()
    return steps.count
  }

  private mutating func finishReplay() {
    revision += 1
    rowsAreStale = true
    update()
    repairSelection(formerRow: 0)
  }

  /// What has been done since the last time.
  mutating func takeUnrecorded() -> [NamedEdit] {
    defer { unrecorded = [] }
    return unrecorded
  }

  private mutating func goBack(to layer: LayerID?) {
    if let layer, layer != selection { select(layer) }
  }

  mutating func markSaved() { history.markSaved() }
  mutating func markUnsaved() { history.markUnsaved() }

  /// Counts bytes in another type.
  mutating func count(in elementType: ElementType) {
    analysis = Analysis(of: network, elementType: elementType)
    revision += 1
  }

  /// Works out what the activations take, where that has not been done since the last change.
  mutating func workOutMemory() {
    guard !memory.isKnown(at: revision) else { return }
    memory = ActivationMemoryCache(analysis.activationMemory(of: network), at: revision)
    groupFacts = GroupFactsCache()
  }

  /// Whether what the activations take has still to be worked out.
  public var lacksMemory: Bool { !memory.isKnown(at: revision) }
  /// What the activations take; `nil` where that has not been worked out since the last change, or is not known.
  public var activationMemory: ActivationMemory? { memory[revision] }

  /// Keeps up with an edit that has been made; the analysis follows once after several.
  private mutating func follow(_ edit: NetworkEdit) {
    revision += 1
    if edit.changesRows { rowsAreStale = true }
  }

  private mutating func update() {
    analysis.update(to: network)
    firstBroken = analysis.firstBroken(in: network)
    if rowsAreStale || rows.filter?.followsAnalysis == true { rebuildRows() }
    rowsAreStale = false
  }

  private mutating func change(_ edit: NetworkEdit) -> NetworkEdit? {
    do {
      let inverse = try network.apply(edit)
      follow(edit)
      update()
      return inverse
    } catch {
      message = Message(error.reason, .error)
      return nil
    }
  }
}
