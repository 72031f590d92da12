import NetworkModel

/// The text of a program for PyTorch: imports, a class for each kind of group, the network, a trial run.
struct PyTorchPrinter {
  private let result: PyTorchSource.Result
  private let report: Report
  private let className: String
  private let program: CodeProgram

  static func print(_ result: PyTorchSource.Result, _ report: Report) -> String {
    PyTorchPrinter(result, report).text
  }

  private init(_ result: PyTorchSource.Result, _ report: Report) {
    (self.result, self.report) = (result, report)
    let name = PythonNames.type(report.network.settings.name)
    className = name.isEmpty ? "Network" : name
    program = CodeProgram(
      result.source, names: PythonNames(taken: reservedWords.union([className])), style: .pyTorch)
  }

  private var text: String {
    let classes = program.definitions.flatMap { definition in
      self.definition(
        definition.name, definition.unit, definition.parameters, argumentNames: argumentNames(definition.unit)
      )
        + ["", ""]
    }
    let network = definition(
      className, program.network, nil, docstring: docstring, argumentNames: argumentNames(program.network))
    let body = classes + network + ["", ""] + trial
    return (imports(for: body) + ["", ""] + body).joined(separator: "\n") + "\n"
  }

  private func imports(for body: [String]) -> [String] {
    func uses(_ word: String) -> Bool { body.contains { $0.contains(word) } }
    let standard = uses("OrderedDict(") ? ["from collections import OrderedDict", ""] : []
    return standard + ["import torch"] + (uses("F.pad(") ? ["import torch.nn.functional as F"] : [])
      + ["from torch import nn"]
  }

  // MARK: - Classes

  private func definition(
    _ name: String, _ unit: CodeUnit, _ parameters: CodeParameters?, docstring: [String] = [],
    argumentNames: [String]
  ) -> [String] {
    let members = parameters?.members(of: unit) ?? unit.steps.map(\.member)
    let isChain = docstring.isEmpty && unit.isChain
    let signature = (parameters?.parameters ?? []).map { parameter in
      (parameter.fallback.map { "\(parameter.name)=\($0.flat)" } ?? parameter.name)
    }
    let opening =
      ["class \(name)(nn.\(isChain ? "Sequential" : "Module")):"] + docstring
      + (docstring.isEmpty ? [] : [""])
    if isChain {
      return opening + constructor(signature)
        + PyTorchChain.elements(of: unit, members).lines(prefix: "super().__init__", indent: 8)
    }
    let (arguments, statements, _) = CodeVariables.statements(
      of: unit, arguments: argumentNames, batch: Self.batch(of:)
    ) { step, operands in
      let joined = unit.takesAnyNumber && step == 0
      return [expression(unit.steps[step], operands, joined: joined ? .name(argumentNames[0]) : nil)]
    }
    return opening + constructor(signature) + [blanks(8) + "super().__init__()"]
      + zip(unit.steps, members).flatMap { step, member -> [String] in
        guard let member else { return [] }
        return PyTorchChain.module(member).lines(prefix: "self.\(step.name) = ", indent: 8)
      }
      + [""]
      + Python.signature(
        "forward", ["self"] + (unit.takesAnyNumber ? ["*\(arguments[0])"] : arguments), indent: 4)
      + statements.flatMap { $0.lines(indent: 8) }
  }

  private static func batch(of tensor: Python) -> Python { .suffix(tensor, ".shape[0]") }

  private func constructor(_ parameters: [String]) -> [String] {
    Python.signature("__init__", ["self"] + parameters, indent: 4)
  }

  private func expression(_ step: CodeStep, _ operands: [Python], joined: Python?) -> Python {
    let member = Python.name("self.\(step.owner ?? step.name)")
    guard case .layer(_, let code) = step.content else {
      return .call(member, operands.map { .positional("", $0) })
    }
    let expression = joined.map(code.expression.joining) ?? code.expression
    return expression.with(inputs: operands, member: member)
  }

  private func argumentNames(_ unit: CodeUnit) -> [String] {
    if unit.takesAnyNumber { return unit.arguments.map { _ in "features" } }
    return unit.arguments.count == 1 ? ["x"] : unit.argumentNames(in: report.network)
  }

  // MARK: - The network

  private var docstring: [String] {
    func shapes(_ tensors: [Tensor]) -> String {
      Python.shapes(tensors.map { result.sizes[$0] ?? [] })
    }
    let inputs = shapes(result.source.inputs.map { Tensor(layer: $0, output: 0) })
    let count = report.analysis.totals.parameters
    let first =
      "\(report.network.settings.name): \(inputs) -> \(shapes(result.source.results)), \(count) parameters."
    return Python.docstring(first, notes: result.notes, indent: 4)
  }

  private var trial: [String] {
    let inputs = result.source.inputs.map { id -> Python.Argument in
      let sizes = [report.network.settings.batch] + (result.sizes[Tensor(layer: id, output: 0)] ?? [])
      let type: [Python.Argument] =
        result.integerInputs.contains(id) ? [.keyword("dtype", .name("torch.long"))] : []
      return .positional("", .call("torch.zeros", sizes.map { .positional("", .integer($0)) } + type))
    }
    let isSingle = result.source.results.count == 1
    return ["if __name__ == \"__main__\":", blanks(4) + "model = \(className)().eval()"]
      + [blanks(4) + "with torch.no_grad():"]
      + Python.call(.name("model"), inputs).lines(prefix: isSingle ? "y = " : "outputs = ", indent: 8)
      + (isSingle ? [] : [blanks(4) + "for y in outputs:"])
      + [blanks(isSingle ? 4 : 8) + "print(tuple(y.shape))"]
      + [blanks(4) + #"print(f"{sum(p.numel() for p in model.parameters()):,} parameters")"#]
  }
}

extension CodeStyle {
  fileprivate static let pyTorch = CodeStyle(
    inline: { unit in
      unit.isChain
        ? .call(.name("nn.Sequential"), PyTorchChain.elements(of: unit, unit.steps.map(\.member)).arguments)
        : nil
    },
    name: { $0 })
}

/// Modules that run one after the other.
enum PyTorchChain {
  /// What is handed to a `Sequential`: modules by name where their names say something, else in order.
  static func elements(of unit: CodeUnit, _ members: [Python?]) -> Python {
    let isCounted = unit.steps.allSatisfy(\.isCounted)
    var entries: [Python.Argument] = []
    func add(_ name: String, _ module: Python) {
      entries.append(isCounted ? .positional(name, module) : .keyword(name, Self.module(module)))
    }
    for (step, member) in zip(unit.steps, members) {
      guard case .layer(_, let code) = step.content else {
        add(step.name, member ?? .nothing)
        continue
      }
      for (suffix, module) in code.chain ?? [] {
        add(step.name + suffix, module == code.member ? member ?? module : module)
      }
    }
    let arguments = isCounted ? entries : [.positional("", .call("OrderedDict", entries))]
    return .call(.name(""), arguments)
  }

  /// A module as it stands outside of a chain.
  static func module(_ member: Python) -> Python {
    if case .repeated = member { .call("nn.Sequential", member) } else { member }
  }
}

extension Python {
  fileprivate var arguments: [Argument] { if case .call(_, let arguments) = self { arguments } else { [] } }
}
