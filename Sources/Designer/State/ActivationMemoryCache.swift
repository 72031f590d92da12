import NetworkModel

/// What the activations take, kept until the network changes: it is a walk over all layers, made only for a table
/// that shows it.
struct ActivationMemoryCache: Sendable {
  private var revision = -1
  private var memory: ActivationMemory?

  init() {}
  /// - Parameter memory: `nil` where nobody can know.
  init(_ memory: ActivationMemory?, at revision: Int) { (self.memory, self.revision) = (memory, revision) }

  func isKnown(at revision: Int) -> Bool { revision == self.revision }
  subscript(revision: Int) -> ActivationMemory? { isKnown(at: revision) ? memory : nil }
}
