extension Python {
  /// The expression with each part replaced by what the closure makes of it, or gone through where that is `nil`.
  func replacing(_ transform: (Python) -> Python?) -> Python {
    if let replaced = transform(self) { return replaced }
    func argument(_ argument: Argument) -> Argument {
      var argument = argument
      argument.value = argument.value.replacing(transform)
      return argument
    }
    switch self {
    case .name, .integer, .real, .flag, .text, .input, .member, .batch: return self
    case .tuple(let items): return .tuple(items.map { $0.replacing(transform) })
    case .list(let items): return .list(items.map { $0.replacing(transform) })
    case .infix(let sign, let items): return .infix(sign, items.map { $0.replacing(transform) })
    case .prefix(let sign, let value): return .prefix(sign, value.replacing(transform))
    case .suffix(let base, let text): return .suffix(base.replacing(transform), text)
    case .indexed(let base, let items):
      return .indexed(base.replacing(transform), items.map { $0.replacing(transform) })
    case .slice(let ends): return .slice(ends.map { $0.map(argument) })
    case .progression(let first, let step):
      return .progression(first: argument(first), step: argument(step))
    case .repeated(let item, var loop):
      loop.count = loop.count.replacing(transform)
      loop.items = loop.items?.replacing(transform)
      return .repeated(item.replacing(transform), loop)
    case .call(let callee, let arguments):
      return .call(callee.replacing(transform), arguments.map(argument))
    }
  }

  /// The expression with its plain arguments replaced, in the order in which they stand.
  func replacingArguments(_ transform: (Argument) -> Python) -> Python {
    func replaced(_ argument: Argument) -> Argument {
      var argument = argument
      if case .prefix("-", let number) = argument.value, number.isLiteral {
        var positive = argument
        positive.value = number
        argument.value = .prefix("-", transform(positive))
      } else if argument.value.isLiteral {
        argument.value = transform(argument)
      } else if case .progression(var first, let step) = argument.value {
        first.value = transform(first)
        argument.value = .progression(first: first, step: replaced(step))
      } else {
        argument.value = argument.value.replacingArguments(transform)
      }
      return argument
    }
    return replacing { part in
      switch part {
      case .call(let callee, let arguments):
        .call(callee.replacingArguments(transform), arguments.map(replaced))
      case .slice(let ends): .slice(ends.map { $0.map(replaced) })
      case .repeated(let item, var loop):
        {
          let item = item.replacingArguments(transform)
          loop.count = transform(Argument(name: loop.things, value: loop.count))
          return .repeated(item, loop)
        }()
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

extension Python {
  /// What is taken of one axis, all of those before it.
  func along(_ axis: Int, _ item: Python) -> Python {
    .indexed(self, Array(repeating: .slice([nil, nil]), count: axis) + [item])
  }

  /// What is left of the axes behind the first two when a margin is cut off, by Python's names for it.
  func cropped(_ margins: [(before: Int, after: Int)]) -> Python {
    func end(_ number: Int, isLast: Bool) -> Argument? {
      number == 0 ? nil : .positional("crop", isLast ? .prefix("-", .integer(number)) : .integer(number))
    }
    return .indexed(
      self,
      [.slice([nil, nil]), .slice([nil, nil])]
        + margins.map { .slice([end($0.before, isLast: false), end($0.after, isLast: true)]) })
  }
}
