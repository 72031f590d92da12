import NetworkModel

extension Network {
  /// Sets a value as a person writes it on the command line: `Conv-1.stride=2`, `batch=8`, or `seq=256` for a
  /// named dimension. A value out of its range is set too: the analysis says what is wrong with it.
  public mutating func assign(_ text: String) throws(ArgumentProblem) {
    if let target = layer(addressedBy: text) {
      let rest = text.unicodeScalars.dropFirst(target.name.unicodeScalars.count + 1)
      try assign(Self.split(String(rest), of: text), to: target.id, target.name)
    } else {
      try assignSetting(Self.split(text, of: text))
    }
  }

  /// What assignments would set to a size, a named dimension perhaps, before there is a network that knows.
  public static func sizes(assignedBy texts: [String]) -> [String: Int] {
    let assignments = texts.compactMap { try? split($0, of: $0) }
    return Dictionary(
      assignments.compactMap { name, value in
        Int(value).flatMap { $0 >= 1 ? (name, $0) : nil }
      }, uniquingKeysWith: { $1 })
  }

  private typealias Assignment = (name: String, value: String)

  private static func split(_ part: String, of text: String) throws(ArgumentProblem) -> Assignment {
    guard let sign = part.firstIndex(of: "=") else {
      throw ArgumentProblem(
        message: "\(text.quoted) is not of the form layer.attribute=value or dimension=value")
    }
    return (part[..<sign].trimmed, part[part.index(after: sign)...].trimmed)
  }

  private mutating func assign(
    _ assignment: Assignment, to id: LayerID, _ layer: String
  ) throws(ArgumentProblem) {
    guard let spec = self[id]?.spec, let attribute = spec.attribute(AttributeName(assignment.name)) else {
      let known = self[id]?.spec.attributes.map(\.name.text) ?? []
      throw ArgumentProblem(
        message: "\(layer.quoted) has no attribute \(assignment.name.quoted)"
          + suggestion(for: assignment.name, in: known))
    }
    do {
      try apply(.set(id, attribute.name, attribute.type.value(typed: assignment.value)))
    } catch let rejection as LiteralRejection {
      throw ArgumentProblem(message: "\(attribute.name) of \(layer.quoted) \(rejection.reason)")
    } catch {
      throw ArgumentProblem(message: "\(attribute.name) of \(layer.quoted) cannot be set")
    }
  }

  private mutating func assignSetting(_ assignment: Assignment) throws(ArgumentProblem) {
    var settings = settings
    switch (HeaderKey(rawValue: assignment.name), settings.dimensions[assignment.name]) {
    case (.batch, _): settings.batch = try count(assignment)
    case (.rounding, _): settings.rounding = try choice(assignment)
    case (.layout, _): settings.layout = try choice(assignment)
    case (_, _?): settings.dimensions[assignment.name] = try count(assignment)
    default: throw unknownTarget(assignment.name)
    }
    do {
      try apply(.configure(settings))
    } catch {
      throw ArgumentProblem(message: "\(assignment.name) cannot be \(assignment.value.quoted)")
    }
  }

  private func unknownTarget(_ name: String) -> ArgumentProblem {
    if let dot = name.lastIndex(of: ".") {
      let layer = String(name[..<dot])
      return ArgumentProblem(
        message: "there is no layer named \(layer.quoted)\(suggestion(for: layer, in: layers.map(\.name)))")
    }
    let known = [HeaderKey.batch, .rounding, .layout].map(\.rawValue) + settings.dimensions.keys
    return ArgumentProblem(
      message: "there is no setting or dimension named \(name.quoted)\(suggestion(for: name, in: known))")
  }

  private func count(_ assignment: Assignment) throws(ArgumentProblem) -> Int {
    if let count = Int(assignment.value), count >= 1 { return count }
    throw ArgumentProblem(message: "\(assignment.name) must be a whole number of 1 or more")
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ assignment: Assignment
  ) throws(ArgumentProblem) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: assignment.value) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw ArgumentProblem(message: "\(assignment.name) must be one of \(words.joined(separator: ", "))")
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
