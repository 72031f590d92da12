import NetworkModel

// `:set what=value`, where what is a layer's property, a setting, or a property of the selected layer.

extension DesignerState {
  /// The change that a text such as `Conv-1.stride=2` asks for.
  func assigning(_ text: String) throws(Unavailable) -> Action {
    let owner = network.layer(addressedBy: text)
    let rest = text.dropFirst(owner.map { $0.name.count + 1 } ?? 0)
    guard let sign = rest.firstIndex(of: "=") else {
      throw Unavailable("type it as layer.property=value, property=value or setting=value")
    }
    let (what, value) = (rest[..<sign].trimmed, rest[rest.index(after: sign)...].trimmed)
    if let owner { return try assigning(value, to: what, of: owner.id) }
    if let setting = PropertyField.fields(of: network.settings).first(where: { $0.label == what }) {
      return try assigning(value, to: setting, of: nil)
    }
    if network.settings.dimensions[what] != nil { return try assigning(value, toDimension: what) }
    guard let id = selection else { throw .noLayers }
    return try assigning(value, to: what, of: id)
  }

  /// The change of a layer's property, by its name in the file.
  private func assigning(_ value: String, to name: String, of id: LayerID) throws(Unavailable) -> Action {
    let fields = typedFields(of: id)
    guard let field = fields.first(where: { $0.typedName == name || $0.label == name }) else {
      let near = nearestNames(to: name, among: fields.map(\.typedName)).first.map { "; did you mean \($0)?" }
      throw Unavailable("\(network[id]?.name ?? "") has no property \(name)\(near ?? "")")
    }
    return try assigning(value, to: field, of: id)
  }

  func assigning(_ value: String, to field: PropertyField, of id: LayerID?) throws(Unavailable) -> Action {
    guard value != field.value else { throw Unavailable("\(field.label) is \(value) already") }
    do throws(FieldRefusal) {
      let edit = try network.edit(field.key, of: id, typed: value)
      let owner = id.flatMap { network[$0]?.name } ?? "network"
      let subject = field.key == .name ? "rename" : "\(owner) \(field.label)"
      return .apply(edit, StepName(subject, from: field.value, to: value))
    } catch {
      throw Unavailable("\(field.label) \(error.reason)")
    }
  }

  private func assigning(_ value: String, toDimension name: String) throws(Unavailable) -> Action {
    guard let size = Int(value), size >= 1 else { throw Unavailable("\(name) must be 1 or more") }
    var settings = network.settings
    let former = settings.dimensions[name].map(String.init) ?? ""
    settings.dimensions[name] = size
    return .apply(.configure(settings), StepName("network \(name)", from: former, to: value))
  }

  /// A layer's properties that are typed or one of a few words.
  private func typedFields(of id: LayerID) -> [PropertyField] {
    guard let layer = network[id] else { return [] }
    return PropertyField.fields(of: id, layer, network, analysis[id]).filter { $0.type != nil }
  }

  /// The property of the selected layer, for a command that sets it.
  func assigning(_ value: String, to key: PropertyField.Key) throws(Unavailable) -> Action {
    try requireLayer()
    guard let id = selection, let field = typedFields(of: id).first(where: { $0.key == key }) else {
      throw .noLayers
    }
    return try assigning(value, to: field, of: id)
  }
}

// MARK: - What could be set

extension DesignerState {
  /// In a large network a list of all layers is no help.
  private static let mostNames = 200

  /// The names that hold what is typed, as far as they can be looked at.
  func layerNames(like typed: String) -> [String] {
    let pattern = typed.isEmpty ? nil : SearchPattern(typed)
    return network.ids.lazy.compactMap { self.network[$0]?.name }
      .filter { name in pattern?.matches(name: name) ?? true }.prefix(Self.mostNames).map { $0 }
  }

  /// What an assignment could become: first its left side, then its value.
  func assignments(like typed: String) -> [Completion] {
    if let (id, name) = network.layer(addressedBy: typed) {
      return typedFields(of: id).flatMap { assignments(to: $0, named: "\(name).\($0.typedName)", typed) }
    }
    let settings = PropertyField.fields(of: network.settings).flatMap {
      assignments(to: $0, named: $0.label, typed)
    }
    let dimensions = network.settings.dimensions.map {
      Completion("\($0.key)=", detail: "now \($0.value) · A named dimension")
    }
    let own = selection.map { typedFields(of: $0) } ?? []
    let taken = Set(settings.map(\.text))
    let properties = own.flatMap { assignments(to: $0, named: $0.typedName, typed) }
      .filter { !taken.contains($0.text) }
    return properties + settings + dimensions + layerNames(like: typed).map { Completion("\($0).") }
  }

  /// `stride=`, or behind the sign each of the words that it may be.
  private func assignments(to field: PropertyField, named name: String, _ typed: String) -> [Completion] {
    guard typed.hasPrefix("\(name)=") else {
      let now = field.value.isEmpty ? "" : "now \(field.value) · "
      return [Completion("\(name)=", detail: now + field.summary)]
    }
    let words = field.words ?? (field.value.isEmpty ? [] : [field.value])
    return words.map { Completion("\(name)=\($0)", detail: $0 == field.value ? "as it is now" : "") }
  }
}

extension PropertyField {
  /// As the file spells it: a label with its blanks joined.
  fileprivate var typedName: String {
    switch key {
    case .attribute(let name): name.text
    case .inputs, .shares, .name, .kind, .note, .setting: label
    }
  }

  /// The words that it may be, where they are few.
  fileprivate var words: [String]? {
    switch type {
    case .choice(let words): words
    case .flag: ["yes", "no"]
    case .padding(let modes): modes.map(\.rawValue)
    default: nil
    }
  }
}
