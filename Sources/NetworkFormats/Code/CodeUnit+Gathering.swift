extension CodeUnit {
  /// Makes one step of equal groups of which each joins what came in with what all before it came to, as long as
  /// what they came to is read by nobody but joins of all of it.
  func foldGathering() {
    var folded: [CodeStep] = []
    var places: [Int] = []
    var lists: [Int: [CodeOperand]] = [:]
    var place = 0
    while place < steps.count {
      if let (step, count) = gathering(from: place) {
        lists[folded.count] = steps[place].operands + references(place..<place + count)
        places += Array(repeating: folded.count, count: count)
        folded.append(step)
        place += count
      } else {
        folded.append(steps[place])
        places.append(folded.count - 1)
        place += 1
      }
    }
    for reader in folded.indices {
      guard let list = lists.first(where: { folded[reader].operands == $0.value }) else { continue }
      folded[reader].operands = [list.value[list.value.count - 1]]
    }
    replaceSteps(with: folded, places)
  }

  private func references(_ range: Range<Int>) -> [CodeOperand] {
    range.map { CodeOperand(reference: .step($0, output: 0), permutation: nil) }
  }

  private func gathering(from start: Int) -> (step: CodeStep, count: Int)? {
    guard case .unit(let unit) = steps[start].content, unit.takesAnyNumber, steps[start].operands.count == 1,
      let numbering = Numbering(steps[start].name), case .call(let callee, let first) = unit.call
    else { return nil }
    var calls = [first]
    while start + calls.count < steps.count {
      let step = steps[start + calls.count]
      guard case .unit(let other) = step.content, case .call(callee, let arguments) = other.call,
        step.name == numbering.name(calls.count),
        step.operands == steps[start].operands + references(start..<start + calls.count)
      else { break }
      calls.append(arguments)
    }
    guard calls.count > 2, let arguments = Self.progressions(calls) else { return nil }
    let range = start..<start + calls.count
    let all = steps[start].operands + references(range)
    let isOnlyJoined = steps.indices.allSatisfy { place in
      range.contains(place) || steps[place].operands == all && steps[place].joinsList
        || !steps[place].operands.contains { references(range).contains($0) }
    }
    guard isOnlyJoined, steps.contains(where: { $0.joinsList && $0.operands == all }),
      !results.contains(where: { result in references(range).contains { $0.reference == result } })
    else { return nil }
    var step = steps[start]
    step.name = PythonNames.plural(step.name.stem)
    if step.name.isEmpty || steps.contains(where: { $0.name == step.name }) { return nil }
    step.numbering = numbering
    step.content = .gathered(unit, call: .call(callee, arguments), count: calls.count)
    return (step, calls.count)
  }

  /// The arguments of all calls as one, by the place of a call where numbers grow evenly.
  private static func progressions(_ calls: [[Python.Argument]]) -> [Python.Argument]? {
    var arguments = calls[0]
    for (place, argument) in arguments.enumerated() {
      let values = calls.compactMap { $0.indices.contains(place) ? $0[place].value : nil }
      if values.count == calls.count, Set(values).count == 1 { continue }
      let numbers = values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
      guard numbers.count == calls.count else { return nil }
      let (step, isOver) = numbers[1].subtractingReportingOverflow(numbers[0])
      let isEven = zip(numbers.dropFirst(), numbers).allSatisfy {
        $0.subtractingReportingOverflow($1) == (step, false)
      }
      guard !isOver, isEven else { return nil }
      arguments[place].value = .progression(
        first: argument, step: .positional("growth_\(CodeSlot.channels)", .integer(step)))
    }
    return arguments
  }
}

extension CodeStep {
  /// Whether it joins a list of tensors, however many there are.
  var joinsList: Bool { if case .layer(_, let code) = content { code.joinsList } else { false } }
}
