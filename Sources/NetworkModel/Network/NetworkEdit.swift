/// A change of a network, as data. Applying one returns the edit that takes it back.
public indirect enum NetworkEdit: Hashable, Sendable {
  /// Sets an attribute; `nil` takes it back to its default.
  case set(LayerID, AttributeName, AttributeValue?)
  /// Gives a layer another name. References by name are not touched: see `Network.renaming(_:to:)`.
  case rename(LayerID, String)
  /// Connects a layer; `nil`: to the layer before it.
  case connect(LayerID, [InputReference]?)
  /// Lets a layer use the parameters of the layer of that name; `nil`: its own.
  case share(LayerID, String?)
  /// Puts another layer in a layer's place: another kind, say, or a note.
  case replace(LayerID, Layer)
  /// Puts a layer into the list. `id` is `nil` for a new layer; an undo gives the one it had.
  case insert(Layer, at: Int, id: LayerID?)
  case remove(LayerID)
  /// Moves a layer so that it stands at an index of the list without it.
  case move(LayerID, to: Int)
  case configure(NetworkSettings)
  /// All of them in order, or none.
  case group([NetworkEdit])
}

/// Why an edit cannot be made. Nothing has been changed.
public enum EditRejection: Error, Hashable, Sendable {
  case noSuchLayer
  case positionOutOfRange(Int)
  case unknownAttribute(AttributeName, OperationKind)
  case emptyName
  case batchOutOfRange(Int)
}
