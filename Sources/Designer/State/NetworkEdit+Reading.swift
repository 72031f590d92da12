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
