import NetworkModel

/// The text of a program for PyTorch: imports, a class for each kind of group, the network, a trial run.
struct PyTorchPrinter {
  let result: PyTorchSource.Result
  let report: Report
  let className: String
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
        definition.name, definition.unit, definition.parameters,
        docstring: Python.docstring(definition.summary, notes: [], indent: 4),
        argumentNames: definition.argumentNames(in: report.network)) + ["", ""]
    }
    let unit = program.network
    let names = unit.arguments.count == 1 ? ["x"] : unit.argumentNames(in: report.network)
    let network = definition(className, unit, nil, docstring: docstring, argumentNames: names)
    let body = classes + network + ["", ""] + trial
    return (imports(for: body) + ["", ""] + body).joined(separator: "\n") + "\n"
  }

  private func imports(for body: [String]) -> [String] {
    func uses(_ word: String) -> Bool { body.contains { $0.contains(word) } }
    let standard = uses("OrderedDict(") ? ["from collections import OrderedDict", ""] : []
    return standard + ["import torch"] + (uses("F.") ? ["import torch.nn.functional as F"] : [])
      + [uses(": Tensor") ? "from torch import Tensor, nn" : "from torch import nn"]
  }

  /// A class: the network's where it has no parameters, which is never a chain, so that there is a forward pass to read.
  private func definition(
    _ name: String, _ unit: CodeUnit, _ parameters: CodeParameters?, docstring: [String],
    argumentNames: [String]
  ) -> [String] {
    let isChain = parameters != nil && unit.isChain
    var kept: Set<String> = []
    let steps =
      parameters?.steps(of: unit) { name in
        kept.insert(name)
        return "self.\(name)"
      } ?? unit.steps.map { $0.replacingArguments { argument, _ in argument.value } }
    let constructor = Python.signature(
      "__init__", ["self"] + (parameters?.parameters ?? []).map(\.declaration), result: "None", indent: 4)
    let opening = ["class \(name)(nn.\(isChain ? "Sequential" : "Module")):"] + docstring + [""] + constructor
    if isChain {
      return opening
        + Python.call(.name("super().__init__"), PyTorchChain.elements(of: unit, steps)).lines(indent: 8)
    }
    let (arguments, statements, _) = CodeVariables.statements(
      of: unit, arguments: argumentNames, reserved: Set(unit.steps.compactMap(\.loopVariable)),
      batch: Self.batch(of:)
    ) { place, operands in
      let step = unit.steps[place]
      let isJoin = unit.takesAnyNumber && place == 0
      return [
        expression(step, steps[place].code, operands, unit, joined: isJoin ? .name(argumentNames[0]) : nil)
      ]
    }
    let isAny = unit.takesAnyNumber
    let members = zip(unit.steps, steps).flatMap { step, made -> [String] in
      guard let member = made.member else { return [] }
      return PyTorchChain.module(member).lines(prefix: "self.\(step.name) = ", indent: 8)
    }
    let values = (parameters?.parameters ?? []).map(\.name).filter(kept.contains)
    return opening + [blanks(8) + "super().__init__()"]
      + values.map { blanks(8) + "self.\($0) = \($0)" } + members + [""]
      + Python.signature(
        "forward", ["self"] + arguments.map { "\(isAny ? "*" : "")\($0): Tensor" },
        result: tensors(unit.results.count),
        indent: 4)
      + statements.flatMap { $0.lines(indent: 8) }
  }

  private static func batch(of tensor: Python) -> Python { .suffix(tensor, ".shape[0]") }

  private func tensors(_ count: Int) -> String {
    switch count {
    case 1: "Tensor"
    case 2, 3: "tuple[\(Array(repeating: "Tensor", count: count).joined(separator: ", "))]"
    default: "tuple[Tensor, ...]"
    }
  }

  private func expression(
    _ step: CodeStep, _ code: LayerCode?, _ operands: [Python], _ unit: CodeUnit, joined: Python?
  ) -> Python {
    let member = Python.name("self.\(step.owner ?? step.name)")
    guard let code else {
      if let variable = step.loopVariable {
        let call = Python.call(.name(variable), [.positional("", .prefix("*", operands[0]))])
        return .repeated(call, Python.Loop(variable: variable, count: .nothing, items: member))
      }
      return .call(member, operands.map { .positional("", $0) })
    }
    let list = joined ?? (unit.readsList(step) ? operands[0] : nil)
    return (list.map(code.expression.joining) ?? code.expression).with(inputs: operands, member: member)
  }
}

extension CodeParameters.Parameter {
  /// As it stands in a constructor's head, with its type.
  fileprivate var declaration: String {
    "\(name): \(Python.type(of: values))" + (fallback.map { " = \($0.flat)" } ?? "")
  }
}

extension CodeUnit {
  /// Whether a step joins the list that another one has gathered.
  func readsList(_ step: CodeStep) -> Bool {
    guard step.joinsList, step.operands.count == 1, case .step(let place, _) = step.operands[0].reference,
      case .gathered = steps[place].content
    else { return false }
    return true
  }
}

extension CodeStep {
  /// What each of a row of modules is called while they are gone through.
  fileprivate var loopVariable: String? {
    guard case .gathered = content else { return nil }
    let name = numbering?.prefix.stem ?? ""
    return name.isEmpty ? "module" : name
  }
}
