import NetworkModel

/// The text of a program for Keras: imports, a function for each kind of group, the model, a trial run.
struct KerasPrinter {
  private let source: CodeSource
  private let report: Report
  private let functionName: String
  private let program: CodeProgram
  private let functionNames: Set<String>
  /// Between the names of a group and of what is in it.
  private let separator: String

  /// What Keras calls operations without a name of their own, which a layer cannot be called then.
  private let operationWords: Set<String>

  /// - Returns: the program, and what it calls otherwise than the network.
  static func print(_ source: CodeSource, _ report: Report) -> (text: String, notes: [String]) {
    let printer = KerasPrinter(source, report)
    return (printer.text, printer.noteLines)
  }

  private init(_ source: CodeSource, _ report: Report) {
    (self.source, self.report) = (source, report)
    functionName = PythonNames.variable(report.network.settings.name, prefix: "network")
    let taken = reservedWords.union(KerasClass.all.map(\.name)).union([
      functionName, "inputs", "name", "math", "i", "x", "y",
    ])
    program = CodeProgram(
      source, names: PythonNames(taken: taken),
      style: CodeStyle(inline: { _ in nil }, name: { PythonNames.function($0) }))
    let names = program.network.layerNames
    // No name has a hyphen of its own, so that with it no two can become the same.
    separator = Set(names).count == names.count ? "_" : "-"
    operationWords = program.network.operationWords
    functionNames = Set(program.definitions.map(\.name)).union([functionName, "inputs", "name", "math", "i"])
  }

  private var text: String {
    let functions = program.definitions.flatMap { function($0) + ["", ""] }
    let body = functions + model + ["", ""] + trial
    let classes = KerasClass.lines(for: body)
    return (imports(for: classes + body) + ["", ""] + classes + body).joined(separator: "\n") + "\n"
  }

  private func imports(for body: [String]) -> [String] {
    let modules = (body.contains { $0.contains("layers.") } ? ["layers"] : []) + ["ops"]
    return ["import math", "", "import keras", "from keras import \(modules.joined(separator: ", "))"]
  }

  // MARK: - Functions

  private func function(_ definition: CodeDefinition) -> [String] {
    let (unit, parameters) = (definition.unit, definition.parameters.parameters)
    let (arguments, statements, _) = self.statements(
      unit, definition.parameters.steps(of: unit) { $0 },
      arguments: definition.argumentNames(in: report.network),
      reserved: Set(parameters.map(\.name)), returns: true,
      name: { [separator] in .name("f\"{name}\(separator)\($0)\"") })
    let declarations = parameters.map { parameter in
      parameter.fallback.map { "\(parameter.name)=\($0.flat)" } ?? parameter.name
    }
    return Python.signature(definition.name, arguments + declarations + ["*", "name"], indent: 0)
      + Python.docstring(definition.summary, notes: [], indent: 4)
      + statements.flatMap { $0.lines(indent: 4) }
  }

  private func statements(
    _ unit: CodeUnit, _ steps: [(member: Python?, code: LayerCode?)], arguments: [String],
    reserved: Set<String> = [], returns: Bool, name: @escaping (_ step: String) -> Python
  ) -> (arguments: [String], statements: [CodeStatement], results: [Python]) {
    // A layer that several call is made before it is called.
    var variables = PythonNames(taken: reservedWords.union(functionNames).union(arguments).union(["x", "y"]))
    var shared: [String: String] = [:]
    for owner in unit.steps.compactMap(\.owner) where shared[owner] == nil {
      shared[owner] = variables.claim(owner)
    }
    func making(_ place: Int) -> (name: String, value: Python)? {
      let step = unit.steps[place]
      guard let variable = shared[step.name], let member = steps[place].member else { return nil }
      return (variable, member.adding(name: name(step.name)))
    }
    return CodeVariables.statements(
      of: unit, arguments: arguments, returns: returns,
      reserved: functionNames.union(shared.values).union(reserved),
      batch: \.self, making: making
    ) { place, operands in
      let step = unit.steps[place]
      let (member, code) = steps[place]
      if let code {
        let own = shared[step.owner ?? step.name].map { Python.name($0) }
        let isJoin = unit.takesAnyNumber && place == 0
        let list = isJoin ? Python.name(arguments[0]) : unit.readsList(step) ? operands[0] : nil
        return code.stages.enumerated().map { place, stage in
          let label = name(step.name + stage.suffix.replacing("_", with: separator))
          let made = stage.module == code.member ? own ?? member?.adding(name: label) : nil
          return (list.map(stage.function.joining) ?? stage.function).with(
            inputs: place == 0 ? operands : [.input(0)], member: made ?? stage.module?.adding(name: label))
        }
      }
      switch (step.content, member) {
      case (.run, .repeated(let call, var loop)?):
        loop.variable = "i"
        return [.repeated(call.calling([.input(0)], name: name(step.numberedName).formatted), loop)]
      case (.gathered, .repeated(let call, var loop)?):
        loop.base = step.numbering?.first ?? 0
        return [.repeated(call.calling(operands, name: name(step.numberedName).formatted), loop)]
      case (.unit(let inner), let call?):
        return [call.calling(inner.takesAnyNumber ? [.list(operands)] : operands, name: name(step.name))]
      default: return []
      }
    }
  }

  // MARK: - The model

  private var model: [String] {
    let network = report.network
    let names =
      program.network.arguments.count == 1 ? ["inputs"] : program.network.argumentNames(in: network)
    let (arguments, statements, results) = self.statements(
      program.network, program.network.steps.map { $0.replacingArguments { argument, _ in argument.value } },
      arguments: names, returns: false,
      name: { .text(label($0)) })
    let integers = network.integerInputs
    var labels = PythonNames(taken: Set(program.network.layerNames))
    let inputs = zip(source.inputs, arguments).flatMap { id, variable -> [String] in
      let shape = report.analysis[id].shape?.dimensions.dropFirst() ?? []
      let type: [Python.Argument] = integers.contains(id) ? [.keyword("dtype", .text("int32"))] : []
      // A word of the language is as good as any within quotes.
      let name = PythonNames.variable(network[id]?.name ?? "", prefix: "input")
      let label = labels.claim(name.hasSuffix("_") ? String(name.dropLast()) : name)
      return Python.call(
        "keras.Input",
        [.positional("shape", .numbers(Array(shape)))] + type + [.keyword("name", .text(label))]
      ).lines(prefix: "\(variable) = ", indent: 4)
    }
    func bundle(_ values: [Python]) -> Python { values.count == 1 ? values[0] : .list(values) }
    let whole = Python.call(
      "keras.Model",
      [
        .positional("inputs", bundle(arguments.map { .name($0) })), .positional("outputs", bundle(results)),
        .keyword("name", .text(functionName)),
      ])
    return ["def \(functionName)():"] + docstring + inputs + statements.flatMap { $0.lines(indent: 4) }
      + whole.lines(prefix: "return ", indent: 4)
  }

  /// The name of a layer of the model, another one where Keras needs that for an operation.
  private func label(_ name: String) -> String {
    var stem = name[...]
    if let end = name.lastIndex(of: "_"), name[end...].dropFirst().allSatisfy(\.isNumber) {
      stem = name[..<end]
    }
    return operationWords.contains(String(stem)) ? name + "_layer" : name
  }

  private var noteLines: [String] {
    program.network.steps.flatMap(\.moduleNames).filter { label($0) != $0 }.map {
      "\($0.quoted): is called \(label($0)), since Keras gives its own operations such names"
    }
  }

  private var docstring: [String] {
    func shapes(_ tensors: [Tensor]) -> String {
      Python.shapes(
        tensors.map { Array(report.analysis[$0.layer].outputs[$0.output].dimensions.dropFirst()) })
    }
    let inputs = shapes(source.inputs.map { Tensor(layer: $0, output: 0) })
    let count = report.analysis.totals.parameters
    return Python.docstring(
      "\(report.network.title(or: functionName)): \(inputs) -> \(shapes(source.results)), \(count) parameters.",
      notes: source.noteLines, indent: 4)
  }

  private var trial: [String] {
    let integers = report.network.integerInputs
    let tensors = source.inputs.map { id -> Python in
      let sizes = report.analysis[id].shape?.dimensions ?? []
      let type: [Python.Argument] = integers.contains(id) ? [.keyword("dtype", .text("int32"))] : []
      return .call("ops.zeros", [.positional("shape", .numbers(sizes))] + type)
    }
    let isSingle = source.results.count == 1
    let value = Python.call("model", tensors.count == 1 ? tensors[0] : .list(tensors))
    return ["if __name__ == \"__main__\":", blanks(4) + "model = \(functionName)()"]
      + value.lines(prefix: isSingle ? "y = " : "outputs = ", indent: 4)
      + (isSingle ? [] : [blanks(4) + "for y in outputs:"])
      + [blanks(isSingle ? 4 : 8) + "print(tuple(y.shape))"]
      + [
        blanks(4) + "count = sum(math.prod(w.shape) for w in model.trainable_weights)",
        blanks(4) + #"print(f"{count:,} parameters")"#,
      ]
  }
}
