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

  /// Makes one step of equal groups that follow each other.
  func foldRuns() {
    var folded: [CodeStep] = []
    var places: [Int] = []
    for (place, step) in steps.enumerated() {
      if let last = folded.last, let run = last.followed(by: step, at: place, in: self, besides: folded) {
        folded[folded.count - 1] = run
      } else {
        folded.append(step)
      }
      places.append(folded.count - 1)
    }
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

  /// Who reads the output of a step, results among them.
  fileprivate func readers(of reference: CodeReference) -> Int {
    steps.reduce(0) { $0 + $1.operands.count { $0.reference == reference } }
      + results.count { $0 == reference }
  }
}

extension CodeStep {
  var canBeChained: Bool {
    switch content {
    case .layer(_, let code): code.chain != nil
    case .unit(let unit), .run(let unit, _): unit.arguments.count == 1 && unit.results.count == 1
    }
  }

  /// The two as one run, where the second is the first once more and the only one that reads it.
  fileprivate func followed(
    by next: CodeStep, at place: Int, in unit: CodeUnit, besides folded: [CodeStep]
  ) -> CodeStep? {
    guard case .unit(let following) = next.content, following.arguments.count == 1,
      following.results.count == 1, outputCount == 1,
      next.operands == [CodeOperand(reference: .step(place - 1, output: 0), permutation: nil)],
      unit.readers(of: .step(place - 1, output: 0)) == 1
    else { return nil }
    var run = self
    switch content {
    case .unit(let own) where own.call == following.call && own.arguments.count == 1:
      run.content = .run(own, count: 2)
      run.numbering = Numbering(name).flatMap { $0.name(1) == next.name ? $0 : nil }
      let plural = PythonNames.plural(name.stem)
      let isTaken = name.stem.isEmpty || (unit.steps + folded).contains { $0.name == plural }
      run.name = isTaken ? name : plural
    case .run(let own, let count) where own.call == following.call:
      run.content = .run(own, count: count + 1)
      if numbering?.name(count) != next.name { run.numbering = nil }
    default: return nil
    }
    return run
  }
}

extension PythonNames {
  fileprivate static func plural(_ word: String) -> String { word.hasSuffix("s") ? word : word + "s" }
}
