extension CodeUnit {
  /// Whether the steps follow each other, each reading nothing but the one before.
  var isChain: Bool {
    guard arguments.count == 1, results == [.step(steps.count - 1, output: 0)] else { return false }
    return steps.indices.allSatisfy { place in
      let before = place == 0 ? CodeReference.argument(0) : .step(place - 1, output: 0)
      return steps[place].operands == [CodeOperand(reference: before, permutation: nil)]
        && steps[place].canBeChained
    }
  }

  /// Makes one step of what a loop can do.
  func fold() {
    foldRuns()
    foldGathering()
  }

  /// Makes one step of equal groups that follow each other and are numbered one by one.
  private func foldRuns() {
    var folded: [CodeStep] = []
    var places: [Int] = []
    for (place, step) in steps.enumerated() {
      if let last = folded.last, let run = last.followed(by: step, at: place, in: self) {
        folded[folded.count - 1] = run
      } else {
        folded.append(step)
      }
      places.append(folded.count - 1)
    }
    replaceSteps(with: folded, places)
    nameRuns()
  }

  /// Puts fewer steps in the place of those that there are.
  ///
  /// - Parameter places: for each step there was the one that does it now.
  func replaceSteps(with folded: [CodeStep], _ places: [Int]) {
    guard folded.count < steps.count else { return }
    func moved(_ reference: CodeReference) -> CodeReference {
      if case .step(let place, let output) = reference {
        .step(places[place], output: output)
      } else {
        reference
      }
    }
    steps = folded.map { step in
      var step = step
      for place in step.operands.indices {
        step.operands[place].reference = moved(step.operands[place].reference)
      }
      return step
    }
    results = results.map(moved)
  }

  /// `blocks` where they are all that are numbered so but for a first, else `blocks3_5`. Counts those before them.
  private func nameRuns() {
    var names = Set(steps.map(\.name))
    let series = steps.compactMap { $0.numbering?.prefix }
    for place in steps.indices {
      guard let numbering = steps[place].numbering, let count = steps[place].runCount else { continue }
      let before = (0..<place).reversed().lazy.enumerated().prefix { offset, other in
        if case .unit = steps[other].content {
          steps[other].name == numbering.name(-1 - offset)
        } else {
          false
        }
      }.count
      steps[place].before = before
      let isAll =
        before <= 1 && !names.contains(numbering.name(count)) && series.count { $0 == numbering.prefix } == 1
      let plural = PythonNames.plural(steps[place].name.stem)
      let wanted = isAll ? plural : "\(plural)\(numbering.first)_\(numbering.first + count - 1)"
      if plural == "s" || reservedWords.contains(wanted) || !names.insert(wanted).inserted { continue }
      for other in steps.indices where steps[other].owner == steps[place].name { steps[other].owner = wanted }
      steps[place].name = wanted
    }
  }

  /// Who reads the output of a step, results among them.
  func readers(of reference: CodeReference) -> Int {
    steps.reduce(0) { $0 + $1.operands.count { $0.reference == reference } }
      + results.count { $0 == reference }
  }
}

extension CodeStep {
  var canBeChained: Bool {
    if owner != nil { return false }
    switch content {
    case .layer(_, let code): return code.chain != nil
    case .unit(let unit), .run(let unit, _):
      return unit.arguments.count == 1 && unit.results.count == 1 && !unit.takesAnyNumber
    case .gathered: return false
    }
  }

  fileprivate var runCount: Int? { if case .run(_, let count) = content { count } else { nil } }

  /// The two as one run, where the second is the first once more, the next by its number and the only one that
  /// reads it.
  fileprivate func followed(by next: CodeStep, at place: Int, in unit: CodeUnit) -> CodeStep? {
    guard case .unit(let following) = next.content, following.arguments.count == 1,
      following.results.count == 1, outputCount == 1, owner == nil, next.owner == nil,
      !unit.steps.contains(where: { $0.owner == name || $0.owner == next.name }),
      next.operands == [CodeOperand(reference: .step(place - 1, output: 0), permutation: nil)],
      unit.readers(of: .step(place - 1, output: 0)) == 1
    else { return nil }
    var run = self
    switch content {
    case .unit(let own) where own.call == following.call && own.arguments.count == 1:
      guard let numbering = Numbering(name), numbering.name(1) == next.name else { return nil }
      (run.content, run.numbering) = (.run(own, count: 2), numbering)
    case .run(let own, let count) where own.call == following.call && numbering?.name(count) == next.name:
      run.content = .run(own, count: count + 1)
    default: return nil
    }
    return run
  }
}

extension PythonNames {
  static func plural(_ word: String) -> String { word.hasSuffix("s") ? word : word + "s" }
}
