/// Looks for changes that remove one diagnostic of a layer. What is found is still to be tried.
struct FixItSearch {
  let id: LayerID
  let layer: Layer
  let network: Network
  let analysis: Analysis
  let diagnostic: Diagnostic
  /// What the layer's rules were given, where its inputs have shapes.
  let input: OperationInput?
  private(set) var found = FixItList()

  /// What to do about each diagnostic; for those that are not here nobody but the author can say.
  private static let searches: [DiagnosticCode: @Sendable (inout FixItSearch) -> Void] = [
    .inexactSize: { $0.makeWindowsWhole() },
    .windowTooLarge: { $0.makeWindowFit() },
    .paddingTooLarge: { $0.makePaddingFit() },
    .groupsDoNotDivide: { $0.makeGroupsDivide() },
    .missingAttribute: { $0.giveValue() },
    .attributeOutOfRange: { $0.bringIntoRange() },
    .axisCount: { $0.useOneValue() },
    .axisOutOfRange: { $0.bringAxisIntoRange() },
    .unknownDimension: { $0.declareDimensions() },
    .unknownInput: { $0.findInput() },
    .inputCount: { $0.adjustInputs() },
    .duplicateName: { $0.findName() },
    .noInput: { $0.addInput() },
    .unusedOutput: { $0.useOutput() },
    .sharedParameters: { $0.findParameters() },
    .cycle: { $0.breakCycle() },
  ]

  init(_ diagnostic: Diagnostic, of id: LayerID, _ layer: Layer, _ network: Network, _ analysis: Analysis) {
    (self.diagnostic, self.id, self.layer, self.network, self.analysis) =
      (diagnostic, id, layer, network, analysis)
    input = analysis.operationInput(of: id, in: network)
  }

  mutating func run() { Self.searches[diagnostic.code]?(&self) }

  mutating func propose(_ title: String, cost: Int, _ edit: NetworkEdit) {
    found.fixIts.append(FixIt(title, for: diagnostic.code, cost: cost, edit))
  }

  /// Proposes another value for one of the layer's attributes.
  mutating func propose(_ name: AttributeName, _ value: AttributeValue, cost: Int) {
    let old = layer.value(of: name)?.text ?? "not set"
    propose("\(name) \(old) → \(value.text)", cost: cost, .set(id, name, value))
  }

  mutating func rule(out reason: String) { found.impossibilities.append(reason) }
}

extension Analysis {
  /// Ways out of what is wrong with a layer, each tried on the whole network: those that leave nothing wrong
  /// first, then by how little they change.
  ///
  /// - Complexity: for each one the layers that it changes.
  public func fixIts(for id: LayerID, in network: Network) -> FixItList {
    guard let layer = network[id] else { return FixItList() }
    var list = FixItList()
    for diagnostic in self[id].diagnostics {
      var search = FixItSearch(diagnostic, of: id, layer, network, self)
      search.run()
      list.fixIts += search.found.fixIts
      list.impossibilities += search.found.impossibilities
    }
    if list.fixIts.isEmpty { return list }
    var trial = FixItTrial(of: id, network, self)
    list.fixIts = list.fixIts.compactMap { trial.tried($0) }
    list.fixIts.sort { $0.rank < $1.rank }
    return list
  }
}

extension FixIt {
  /// What leaves nothing wrong before what does, then what changes little itself, then what changes the size little.
  fileprivate var rank: (Int, Int, Int) { (outcome.remainingProblems > 0 ? 1 : 0, cost, outcome.growth) }
}
