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

  /// The places in the network's list of the layers in the selected rows.
  public var selectedPlaces: Range<Int>? { selectedRows.map { places(ofRows: $0) } }

  /// What the selected layers are called together: `Conv-1`, `3 layers`.
  var selectedWords: String {
    guard let rows = selectedRows, let places = selectedPlaces else { return "" }
    return rows.count == 1 ? name(ofRow: rows.lowerBound) : "\(places.count.grouped) layers"
  }

  mutating func toggleRange() { anchor = isSelectingRange ? nil : selection }

  mutating func copyLayers() {
    guard let places = selectedPlaces else { return }
    register = LayerClip(places, of: network)
    message = Message("copied \(selectedWords)", .success)
    anchor = nil
  }

  mutating func cutLayers() {
    guard let places = selectedPlaces else { return }
    let clip = LayerClip(places, of: network)
    // From the end, so that each removal has the less to move.
    if perform(network.removing(network.ids[places].reversed()), StepName("delete \(selectedWords)")) {
      register = clip
    }
  }

  mutating func pasteLayers(after: Bool) {
    guard let clip = register else { return }
    let places = selectedPlaces ?? 0..<0
    insertCopies(of: clip, at: after ? places.upperBound : places.lowerBound, "paste")
  }

  mutating func duplicateLayers() {
    guard let places = selectedPlaces else { return }
    insertCopies(of: LayerClip(places, of: network), at: places.upperBound, "duplicate")
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
    guard let rows = selectedRows, let places = selectedPlaces else { return }
    let isDown = direction == .forward
    let neighbour = isDown ? rows.upperBound : rows.lowerBound - 1
    guard (0..<rowCount).contains(neighbour) else { return }
    let moved = network.ids[self.places(ofRows: neighbour..<neighbour + 1)]
    let target = isDown ? places.lowerBound : places.upperBound - 1
    let edits = moved.enumerated().map { step, id in
      NetworkEdit.move(id, to: isDown ? target + step : target)
    }
    let anchor = anchor
    perform(.group(edits), StepName("move \(selectedWords) \(isDown ? "down" : "up")"))
    self.anchor = anchor
  }
}
