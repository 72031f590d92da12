/// Something that is wrong with a layer, or that its author would want to know.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    case error, warning, note

    var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  }

  /// What the message is made of. Windows are kept as numbers: a large network under `floor` has thousands of
  /// them, and their words are needed only where somebody looks.
  public enum Detail: Hashable, Sendable {
    case text(String)
    case windows([WindowShortfall])
  }

  public let code: DiagnosticCode
  public let severity: Severity
  public let detail: Detail
  /// The attribute to which it belongs, where it is one's.
  public let attribute: AttributeName?

  init(_ code: DiagnosticCode, _ severity: Severity, _ detail: Detail, attribute: AttributeName? = nil) {
    (self.code, self.severity, self.detail, self.attribute) = (code, severity, detail, attribute)
  }

  /// What is wrong, with the numbers: `H: (226 − 11 + 2·0)/4 + 1 = 54.75, not whole`.
  public var message: String {
    switch detail {
    case .text(let text): text
    case .windows(let shortfalls): WindowShortfall.message(for: shortfalls, isError: severity == .error)
    }
  }

  /// The windows that do not divide, where that is what is wrong.
  public var shortfalls: [WindowShortfall] {
    if case .windows(let shortfalls) = detail { shortfalls } else { [] }
  }
}

/// A window that does not divide its input, on one axis.
public struct WindowShortfall: Hashable, Sendable {
  public let axis: Int
  public let axisCount: Int
  /// The input's size along the axis.
  public let input: Int
  public let window: Window
  /// The size that the window comes to, `(I + p₀ + p₁ − K′)/S + 1`.
  public let exactSize: Fraction
  /// Rows (columns, …) at the end of the padded input that no window reads.
  public let remainder: Int
  /// Those of them that are image and not padding.
  public var unreadPixels: Int { max(0, remainder - window.after) }

  /// What the rows of the axis are called: `row`, `column`, `slice`, `step`.
  var unit: String {
    switch (axisCount, axis) {
    case (1, _): "step"
    case (3, 0): "slice"
    case (_, axisCount - 1): "column"
    default: "row"
    }
  }

  var count: String { "\(remainder) \(unit)\(remainder == 1 ? "" : "s")" }

  static func message(for shortfalls: [WindowShortfall], isError: Bool) -> String {
    let alike = shortfalls.allSatisfy { $0.derivation == shortfalls[0].derivation }
    let whole = alike && shortfalls.count == shortfalls[0].axisCount
    let formulas =
      whole
      ? shortfalls[0].derivation
      : shortfalls.map {
        $0.axisCount == 1 ? $0.derivation : "\(spatialAxisName($0.axis, of: $0.axisCount)): \($0.derivation)"
      }
      .joined(separator: "; ")
    let rest = shortfalls.map(\.count).joined(separator: ", ")
    if isError { return "\(formulas), not whole: \(rest) over" }
    let verb = shortfalls.count == 1 && shortfalls[0].remainder == 1 ? "is" : "are"
    return "\(formulas): \(rest) at the end \(verb) never read (\(lossText(shortfalls)))"
  }

  /// The formula and its fraction: `(226 − 11 + 2·0)/4 + 1 = 54.75`.
  public var derivation: String { "\(window.formula(on: input)) = \(exactSize)" }

  private static func lossText(_ shortfalls: [WindowShortfall]) -> String {
    let lost = shortfalls.filter { $0.unreadPixels > 0 }
    if lost.isEmpty { return "padding, no pixel" }
    if lost.allSatisfy({ $0.unreadPixels == $0.remainder }), lost.count == shortfalls.count {
      return "all of it image"
    }
    return lost.map { "\($0.unreadPixels) \($0.unit)\($0.unreadPixels == 1 ? "" : "s") of image" }
      .joined(separator: ", ")
  }
}

/// Why an operation cannot work on its inputs; thrown by the rules, made a diagnostic by the analysis.
public struct ShapeProblem: Error, Equatable, Sendable {
  public let code: DiagnosticCode
  public let message: String
  /// Whether other spatial sizes alone could cure it. Behind a broken layer sizes are provisional, and such a
  /// problem is then no mistake of its own.
  public let dependsOnSizes: Bool
  public let attribute: AttributeName?

  init(
    _ code: DiagnosticCode, _ message: String, dependsOnSizes: Bool = false, attribute: AttributeName? = nil
  ) {
    (self.code, self.message, self.dependsOnSizes, self.attribute) = (
      code, message, dependsOnSizes, attribute
    )
  }

  static let overflow = ShapeProblem(.overflow, "a size is beyond 64 bits", dependsOnSizes: true)
}
