import NetworkModel

extension Chooser {
  /// The kinds of layers, by family.
  static func kinds(_ purpose: Purpose, current: String? = nil) -> Chooser {
    let items = Catalogue.allKinds.map { kind in
      Item(
        .kind(kind), title: kind.spec.title, detail: kind.spec.summary, group: kind.spec.category.rawValue,
        keyword: kind.name)
    }
    return Chooser(
      purpose, title: purpose == .kind ? "Kind" : "Add layer", items: items,
      current: current.flatMap { OperationKind($0) }.map { .kind($0) })
  }

  /// The words that a property may have.
  static func words(_ words: [String], for field: PropertyField) -> Chooser {
    var items = words.map { Item(.word($0), title: $0) }
    if let note = field.defaultNote { items.insert(Item(.byDefault, title: note), at: 0) }
    let isDefault = field.isDefault && field.defaultNote != nil
    return Chooser(
      .value(field.key), title: field.label, items: items,
      current: isDefault ? .byDefault : .word(field.value))
  }

  static func templates(_ templates: [TemplateSummary]) -> Chooser {
    Chooser(
      .template, title: "New from template",
      items: templates.map { Item(.template($0.name), title: $0.name, detail: $0.summary) })
  }
}
