/// What a layer's readers see of it. When this comes out as before, they need not be looked at again.
///
/// It owns no memory, so that following an edit through thousands of layers is copying numbers.
struct LayerSignal: Sendable, BitwiseCopyable {
  /// False for a layer that has been removed or not been looked at.
  var isPresent = false
  /// The first output's shape, if the layer has one.
  var shape = Shape()
  var hasShape = false
  /// Whether nobody who reads it can rely on its size: it was rounded against the rule, or is beyond counting.
  var misleads = false
  /// Whether its windows can make an input's size inexact.
  var constrainsInput = false
  var standing = Standing.sound
  /// Without axes where nothing is known.
  var trace = SpatialTrace()

  /// Makes room for another layer. What has no meaning now is left as it is, which spares most of the work.
  mutating func begin() {
    isPresent = true
    hasShape = false
    misleads = false
    constrainsInput = false
    standing = .sound
    trace.forget()
  }

  /// Whether the layer is there but its numbers are not the last word.
  var isUnsettled: Bool { isPresent && (!hasShape || misleads || standing != .sound) }

  /// What those who read the layer inherit from it.
  func standingOfConsumers(_ id: LayerID) -> Standing {
    if !hasShape { return standing.isBlocked ? standing : .blocked(by: id) }
    return misleads ? .provisional(because: id) : standing
  }
}

extension LayerSignal {
  // Inlined, since a call would copy both.
  @inline(__always)
  func agreesButForTrace(with other: LayerSignal) -> Bool {
    hasShape == other.hasShape && (!hasShape || shape == other.shape) && standing == other.standing
      && isPresent == other.isPresent && misleads == other.misleads
      && constrainsInput == other.constrainsInput
  }
}
