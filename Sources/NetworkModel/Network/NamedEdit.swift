/// A change with what a person would call it.
public struct NamedEdit: Hashable, Sendable {
  public let name: String
  public let edit: NetworkEdit

  public init(_ name: String, _ edit: NetworkEdit) { (self.name, self.edit) = (name, edit) }
}

extension Network {
  /// What an edit that has just been made comes to, so that it can be made again on another copy: changes of a
  /// layer as the whole layer (`replace`), and insertions with the identity that the layer got.
  ///
  /// - Parameter inverse: what `apply(_:)` returned for the edit.
  /// - Returns: single changes in the order in which they were made.
  public func record(of edit: NetworkEdit, inverse: NetworkEdit) -> [NetworkEdit] {
    zip(edit.singleEdits, inverse.singleEdits.reversed()).compactMap { edit, inverse in
      switch edit {
      case .set(let id, _, _), .rename(let id, _), .connect(let id, _), .share(let id, _),
        .replace(let id, _):
        // A layer that is gone by now is taken out by a later change.
        self[id].map { .replace(id, $0) }
      case .insert(let layer, let index, _):
        if case .remove(let id) = inverse { .insert(self[id] ?? layer, at: index, id: id) } else { nil }
      case .remove, .move: edit
      case .configure: .configure(settings)
      case .group: nil
      }
    }
  }
}

extension NetworkEdit {
  /// The changes that it is made of, in order.
  public var singleEdits: [NetworkEdit] {
    if case .group(let edits) = self { edits.flatMap(\.singleEdits) } else { [self] }
  }
}
