import NetworkModel

extension NetworkEdit {
  /// Whether the rows of the list may stand for other layers after it.
  var changesRows: Bool {
    switch self {
    case .insert, .remove, .move, .rename, .replace: true
    case .set, .connect, .share, .configure: false
    case .group(let edits): edits.contains(where: \.changesRows)
    }
  }

  /// Where it puts a layer in that it brings back; `nil` where it does not.
  func place(of id: LayerID) -> Int? {
    switch self {
    case .insert(_, let place, id): place
    case .group(let edits): edits.lazy.compactMap { $0.place(of: id) }.first
    default: nil
    }
  }

  /// The layers that it is about, but for those that it puts in.
  var changedLayers: [LayerID] {
    switch self {
    case .set(let id, _, _), .connect(let id, _), .share(let id, _), .rename(let id, _), .replace(let id, _),
      .move(let id, _), .remove(let id):
      [id]
    case .insert, .configure: []
    case .group(let edits): edits.flatMap(\.changedLayers)
    }
  }

  /// The layer that the edit takes out last: as an inverse, the first of those that were put in.
  var firstRemovedLayer: LayerID? {
    switch self {
    case .remove(let id): id
    case .group(let edits): edits.reversed().lazy.compactMap(\.firstRemovedLayer).first
    default: nil
    }
  }
}

extension EditRejection {
  /// Why the edit cannot be made, for a person.
  var reason: String {
    switch self {
    case .noSuchLayer: "there is no such layer any more"
    case .positionOutOfRange(let index): "there is no place \(index + 1) in the list"
    case .unknownAttribute(let name, let kind): "a layer of kind \(kind) has no \(name)"
    case .emptyName: "a layer needs a name"
    case .batchOutOfRange: "the batch must be 1 or more"
    }
  }
}
