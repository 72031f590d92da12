import Designer

/// Carries out what the designer wants done outside: files, and whatever else the program has.
public protocol EffectRunner {
  /// Does it, and returns what came of it.
  ///
  /// - Parameter state: as it is now. Keep no copy of it: the next edit would copy the network.
  mutating func run(_ effect: Effect, _ state: borrowing DesignerState) -> [Action]
}
