/// A Python expression, as far as written networks need them.
indirect enum Python: Hashable, Sendable {
  /// A name, or any other text that stands as it is.
  case name(String)
  case integer(Int)
  case real(Double)
  case flag(Bool)
  case text(String)
  case tuple([Python])
  case list([Python])
  case call(Python, [Argument])
  /// Operands with the same operator between them.
  case infix(String, [Python])
  /// A sign and what follows it at once: `-x`, `*xs`.
  case prefix(String, Python)
  /// `base` and what follows it at once: `.shape`, `[0]`.
  case suffix(Python, String)
  /// `base[:, first:second]`
  case indexed(Python, [Python])
  /// What is taken of an axis: first, behind the last, step; `nil` for what is left out.
  case slice([Argument?])
  /// `[item for _ in range(count)]`
  case repeated(Python, Loop)
  /// A number of a row of layers by their place: `first + i * step`
  case progression(first: Argument, step: Argument)
  /// What the layer reads, by position; it is put in where the expression is used.
  case input(Int)
  /// What the layer keeps: a module or a learned tensor.
  case member
  /// How many examples go through at once.
  case batch

  struct Argument: Hashable, Sendable {
    /// Its name in the callee's signature.
    let name: String
    var value: Python
    var isPositional = false
    /// What the callee takes where it is left out.
    var fallback: Python?

    var isOmitted: Bool { fallback == value }
  }

  /// What is done again and again.
  struct Loop: Hashable, Sendable {
    var variable = "_"
    /// What the things are called of which there are that many.
    var things = "blocks"
    /// How many there are of a series of which these are the last.
    var count: Python
    /// How many of the series come before.
    var before = 0
    /// What the first of the series is numbered by.
    var base = 0
    /// What is gone through instead of numbers.
    var items: Python?
  }
}

extension Python {
  static let nothing = Python.name("None")

  /// A call of a function whose arguments have no names of interest.
  static func call(_ function: String, _ arguments: Python...) -> Python {
    .call(.name(function), arguments.map { Argument(name: "", value: $0, isPositional: true) })
  }

  static func call(_ function: String, _ arguments: [Argument]) -> Python {
    .call(.name(function), arguments)
  }

  /// `base.method(arguments)`
  func method(_ name: String, _ arguments: [Argument] = []) -> Python {
    .call(.suffix(self, ".\(name)"), arguments)
  }

  /// A number, without a point where it is whole.
  static func number(_ value: Double) -> Python { Int(exactly: value).map { .integer($0) } ?? .real(value) }

  static func numbers(_ values: [Int]) -> Python { .tuple(values.map { .integer($0) }) }

  /// One number where all are equal.
  static func extent(_ values: [Int]) -> Python {
    Set(values).count == 1 ? .integer(values[0]) : .numbers(values)
  }

  /// Whether it is a plain value, so that it can become a parameter of a class or a function.
  var isLiteral: Bool {
    switch self {
    case .integer, .real, .flag, .text, .nothing: true
    case .tuple(let items): items.allSatisfy(\.isLiteral)
    case .prefix("-", let number): number.isLiteral
    default: false
    }
  }
}

extension Python.Argument {
  static func positional(_ name: String, _ value: Python) -> Self {
    Self(name: name, value: value, isPositional: true)
  }

  static func keyword(_ name: String, _ value: Python, or fallback: Python? = nil) -> Self {
    Self(name: name, value: value, fallback: fallback)
  }
}
