/// Modules that run one after the other, or that are kept in a row.
enum PyTorchChain {
  /// What is handed to a `Sequential`: modules by name where their names say something, else in order.
  static func elements(of unit: CodeUnit, _ steps: [(member: Python?, code: LayerCode?)]) -> [Python.Argument]
  {
    let isCounted = unit.steps.allSatisfy(\.isCounted)
    var entries: [Python.Argument] = []
    func add(_ name: String, _ module: Python) {
      if !isCounted {
        entries.append(.keyword(name, Self.module(module)))
      } else if case .repeated = module {
        entries.append(.positional(name, .prefix("*", module)))
      } else {
        entries.append(.positional(name, module))
      }
    }
    for (step, made) in zip(unit.steps, steps) {
      guard let code = made.code else {
        add(step.name, made.member ?? .nothing)
        continue
      }
      for (suffix, module) in code.chain ?? [] { add(step.name + suffix, module) }
    }
    return isCounted ? entries : [.positional("", .call("OrderedDict", entries))]
  }

  /// A module as it stands outside of a chain.
  static func module(_ member: Python) -> Python {
    guard case .repeated(_, let loop) = member else { return member }
    return loop.variable == "_"
      ? .call("nn.Sequential", .prefix("*", member)) : .call("nn.ModuleList", member)
  }
}

extension CodeStyle {
  static let pyTorch = CodeStyle(
    inline: { unit in
      unit.isChain
        ? .call(
          "nn.Sequential",
          PyTorchChain.elements(
            of: unit, unit.steps.map { $0.replacingArguments { argument, _ in argument.value } }))
        : nil
    },
    name: { $0 })
}
