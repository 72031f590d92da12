import NetworkModel

/// Why what is typed into a field cannot stand.
struct FieldRefusal: Error, Hashable {
  let reason: String
  /// What could stand instead.
  var suggestion: String?
}

extension Network {
  /// The change that typed text asks for.
  ///
  /// - Parameter id: the layer; `nil` for a setting of the network.
  /// - Throws: why the text cannot stand.
  func edit(
    _ key: PropertyField.Key, of id: LayerID?, typed text: String
  ) throws(FieldRefusal) -> NetworkEdit {
    let text = text.trimmed
    if case .setting(let setting) = key { return .configure(try settings.setting(setting, to: text)) }
    guard let id, var layer = self[id] else { throw FieldRefusal(reason: "there is no such layer any more") }
    switch key {
    case .attribute(let name): return .set(id, name, try layer.value(of: name, typed: text))
    case .name: return try renaming(id, typed: text)
    case .note:
      layer.note = text.isEmpty ? nil : text
      return .replace(id, layer)
    case .inputs, .shares, .kind, .setting: throw FieldRefusal(reason: "is chosen from a list")
    }
  }

  /// The change that takes a property back to what holds when the author says nothing; `nil` where there is no
  /// such thing.
  func reset(_ key: PropertyField.Key, of id: LayerID) -> NetworkEdit? {
    switch key {
    case .attribute(let name) where self[id]?.spec.attribute(name)?.default != .required: .set(id, name, nil)
    case .inputs: .connect(id, nil)
    case .shares: .share(id, nil)
    case .note: try? edit(.note, of: id, typed: "")
    case .attribute, .name, .kind, .setting: nil
    }
  }

  private func renaming(_ id: LayerID, typed name: String) throws(FieldRefusal) -> NetworkEdit {
    guard !name.isEmpty else { throw FieldRefusal(reason: "needs a name") }
    if let holder = self.id(named: name), holder != id {
      let free = freeName(like: name)
      throw FieldRefusal(reason: "\(name) is taken; \(free) is free", suggestion: free)
    }
    return renaming(id, to: name)
  }
}

extension Layer {
  /// The value that typed text stands for; `nil` for the default, which nothing typed asks for.
  fileprivate func value(
    of name: AttributeName, typed text: String
  ) throws(FieldRefusal) -> AttributeValue? {
    guard let attribute = spec.attribute(name) else { throw FieldRefusal(reason: "is unknown") }
    if text.isEmpty {
      guard attribute.default != .required else { throw FieldRefusal(reason: "needs a value") }
      return nil
    }
    let value: AttributeValue
    do {
      value = try attribute.type.value(typed: text)
    } catch {
      throw FieldRefusal(reason: error.reason)
    }
    if let objection = attribute.type.objection(to: value) { throw FieldRefusal(reason: objection) }
    return attribute.default == .value(value) ? nil : value
  }
}

extension NetworkSettings {
  fileprivate func setting(
    _ setting: PropertyField.Setting, to text: String
  ) throws(FieldRefusal) -> NetworkSettings {
    var changed = self
    switch setting {
    case .name: changed.name = text
    case .layout: changed.layout = try Self.choice(text)
    case .rounding: changed.rounding = try Self.choice(text)
    case .batch:
      guard let batch = Int(text), batch >= 1 else { throw FieldRefusal(reason: "must be 1 or more") }
      changed.batch = batch
    case .dimensions:
      changed.dimensions.removeAll()
      for entry in text.split(separator: ",") {
        let parts = entry.split(separator: "=").map { String($0).trimmed }
        guard parts.count == 2, let size = Int(parts[1]), size >= 1 else {
          throw FieldRefusal(reason: "must be like seq = 128, width = 512")
        }
        guard Int(parts[0]) == nil else { throw FieldRefusal(reason: "\(parts[0]) is no name but a number") }
        guard changed.dimensions[parts[0]] == nil else {
          throw FieldRefusal(reason: "\(parts[0]) stands there twice")
        }
        changed.dimensions[parts[0]] = size
      }
    }
    return changed
  }

  private static func choice<Choice>(
    _ text: String
  ) throws(FieldRefusal) -> Choice where Choice: RawRepresentable<String>, Choice: CaseIterable {
    guard let choice = Choice(rawValue: text) else {
      throw FieldRefusal(reason: "must be one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }
}
