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
  /// `base` and what follows it at once: `.shape`, `[:, 1:]`.
  case suffix(Python, String)
  /// `*[item for _ in range(count)]`
  case repeated(Python, count: Python)
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

extension Python {
  /// The expression with each part replaced by what the closure makes of it, or gone through where that is `nil`.
  func replacing(_ transform: (Python) -> Python?) -> Python {
    if let replaced = transform(self) { return replaced }
    switch self {
    case .name, .integer, .real, .flag, .text, .input, .member, .batch: return self
    case .tuple(let items): return .tuple(items.map { $0.replacing(transform) })
    case .list(let items): return .list(items.map { $0.replacing(transform) })
    case .infix(let sign, let items): return .infix(sign, items.map { $0.replacing(transform) })
    case .suffix(let base, let text): return .suffix(base.replacing(transform), text)
    case .repeated(let item, let count):
      return .repeated(item.replacing(transform), count: count.replacing(transform))
    case .call(let callee, let arguments):
      return .call(
        callee.replacing(transform),
        arguments.map { argument in
          var argument = argument
          argument.value = argument.value.replacing(transform)
          return argument
        })
    }
  }

  /// The expression with its plain arguments replaced, in the order in which they stand.
  func replacingArguments(_ transform: (Argument) -> Python) -> Python {
    replacing { part in
      switch part {
      case .call(let callee, let arguments):
        .call(
          callee.replacingArguments(transform),
          arguments.map { argument in
            var argument = argument
            argument.value =
              argument.value.isLiteral
              ? transform(argument) : argument.value.replacingArguments(transform)
            return argument
          })
      case .repeated(let item, let count):
        .repeated(
          item.replacingArguments(transform), count: transform(Argument(name: "blocks", value: count)))
      default: nil
      }
    }
  }

  /// With these expressions in the place of what a layer reads and keeps.
  func with(inputs: [Python], member: Python? = nil) -> Python {
    replacing { part in
      switch part {
      case .input(let position): inputs[position]
      case .member: member
      default: nil
      }
    }
  }
}

extension String {
  /// `[:, :, text]`: what is taken of one axis.
  static func subscripted(_ text: String, axis: Int) -> String {
    "[" + (Array(repeating: ":", count: axis) + [text]).joined(separator: ", ") + "]"
  }
}
