import NetworkModel

// Several layers at once, which cut, copy, duplicate and move take together.

extension DesignerState {
  /// The rows that a command for layers is about: the range, or the selected one.
  public var selectedRows: Range<Int>? {
    guard let row = selectedRow else { return nil }
    let other = anchor.flatMap { self.row(of: $0) } ?? row
    return min(row, other)..<max(row, other) + 1
  }

  /// Whether a range is being selected.
  public var isSelectingRange: Bool { anchor.map { network[$0] != nil } ?? false }

  /// From the first to the last of the selected layers in the network's list; a filter may hide some between them.
  var selectedSpan: Range<Int>? {
    selectedRows.map { places(ofRow: $0.lowerBound).lowerBound..<places(ofRow: $0.upperBound - 1).upperBound }
  }

  /// The layers in the selected rows, in order.
  var selectedLayers: [LayerID] {
    (selectedRows ?? 0..<0).flatMap { network.ids[places(ofRow: $0)] }
  }

  /// How many they are.
  public var selectedLayerCount: Int {
    filter == nil
      ? selectedSpan?.count ?? 0 : (selectedRows ?? 0..<0).reduce(0) { $0 + places(ofRow: $1).count }
  }

  /// What the selected layers are called together: `Conv-1`, `3 layers`.
  var selectedWords: String {
    guard let rows = selectedRows else { return "" }
    return rows.count == 1 ? name(ofRow: rows.lowerBound) : "\(selectedLayerCount.grouped) layers"
  }

  mutating func toggleRange() { anchor = isSelectingRange ? nil : selection }

  mutating func copyLayers() {
    register = LayerClip(selectedLayers, of: network)
    message = Message("copied \(selectedWords)", .success)
    anchor = nil
  }

  mutating func cutLayers() {
    let layers = selectedLayers
    let clip = LayerClip(layers, of: network)
    // From the end, so that each removal has the less to move.
    if perform(network.removing(layers.reversed()), StepName("delete \(selectedWords)")) {
      register = clip
    }
  }

  mutating func pasteLayers(after: Bool) {
    guard let clip = register else { return }
    let places = selectedSpan ?? 0..<0
    insertCopies(of: clip, at: after ? places.upperBound : places.lowerBound, "paste")
  }

  mutating func duplicateLayers() {
    guard let places = selectedSpan else { return }
    insertCopies(of: LayerClip(selectedLayers, of: network), at: places.upperBound, "duplicate")
  }

  private mutating func insertCopies(of clip: LayerClip, at place: Int, _ verb: String) {
    let copies = network.copies(of: clip)
    let words = copies.count == 1 ? copies[0].name : "\(copies.count.grouped) layers"
    perform(
      .group(copies.enumerated().map { .insert($1, at: place + $0, id: nil) }),
      StepName("\(verb) \(verb == "paste" ? words : selectedWords)"))
  }

  /// Moves the selected layers by a row: the row beside them goes to their other side.
  mutating func moveLayers(_ direction: Direction) {
    guard let rows = selectedRows, let places = selectedSpan else { return }
    let isDown = direction == .forward
    let neighbour = isDown ? rows.upperBound : rows.lowerBound - 1
    guard (0..<rowCount).contains(neighbour) else { return }
    let moved = network.ids[self.places(ofRow: neighbour)]
    let target = isDown ? places.lowerBound : places.upperBound - 1
    let edits = moved.enumerated().map { step, id in
      NetworkEdit.move(id, to: isDown ? target + step : target)
    }
    let anchor = anchor
    perform(.group(edits), StepName("move \(selectedWords) \(isDown ? "down" : "up")"))
    self.anchor = anchor
  }
}
