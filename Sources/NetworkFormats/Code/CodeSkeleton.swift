/// What units have in common that one definition can stand for.
struct CodeSkeleton: Hashable {
  struct Step: Hashable {
    let name: String
    let owner: String?
    let numbering: Numbering?
    let before: Int
    let member: Python?
    let computation: CodeComputation?
    let operands: [CodeOperand]
    let usedOutputs: [Int]
  }

  /// `nil` where any number is joined.
  let argumentCount: Int?
  let results: [CodeReference]
  let steps: [Step]
}

/// What a layer computes, apart from what it keeps.
struct CodeComputation: Hashable {
  var expression: Python
  let modules: [Python]
  let pattern: LayerCode.Pattern
  let derived: [Int: Python]
}

extension CodeUnit {
  var skeleton: CodeSkeleton { skeleton(of: steps) }

  /// The skeleton with all that can be said in other words said in those.
  var alternativeSkeleton: CodeSkeleton { skeleton(of: steps.map(\.alternative)) }

  /// Units that differ in nothing but words are written in those that they share.
  static func agreeOnWords(_ units: [CodeUnit]) {
    for alike in units.grouped(by: \.alternativeSkeleton) {
      let skeletons = alike.map(\.skeleton)
      if Set(skeletons).count == 1 { continue }
      for place in alike[0].steps.indices where Set(skeletons.map { $0.steps[place] }).count > 1 {
        for unit in alike { unit.steps[place] = unit.steps[place].alternative }
      }
    }
  }

  private func skeleton(of steps: [CodeStep]) -> CodeSkeleton {
    let joins = joinsArguments
    return CodeSkeleton(
      argumentCount: joins ? nil : arguments.count, results: results,
      steps: steps.enumerated().map { place, step in
        let isJoin = joins && place == 0 || readsList(step)
        let (member, code) = step.replacingArguments { _, _ in .nothing }
        return CodeSkeleton.Step(
          name: step.name, owner: step.owner, numbering: step.numbering, before: step.before, member: member,
          computation: code.map { code in
            var computation = code.computation
            if isJoin { computation.expression = computation.expression.joining(.list([])) }
            return computation
          },
          operands: joins && place == 0 ? [] : step.operands, usedOutputs: step.usedOutputs)
      })
  }
}

extension LayerCode {
  var computation: CodeComputation {
    CodeComputation(
      expression: expression, modules: (before + after).compactMap(\.module), pattern: pattern,
      derived: derived)
  }
}

extension CodeStep {
  fileprivate var alternative: CodeStep {
    guard case .layer(let id, let code) = content, let other = code.alternatives.first else { return self }
    var (step, words) = (self, other)
    (words.title, words.owner, words.notes) = (code.title, code.owner, code.notes)
    if code.member == nil { words.member = nil }
    step.content = .layer(id, words)
    return step
  }
}

extension Python {
  /// With something else in the place of the list of all inputs.
  func joining(_ list: Python) -> Python { replacing { if case .list = $0 { list } else { nil } } }
}
