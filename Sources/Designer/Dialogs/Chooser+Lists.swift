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

  /// Every command by its title: those that move about have keys that everybody knows, so they come late, and those
  /// that cannot run now last.
  static func commands(in state: DesignerState) -> Chooser {
    let commands =
      CommandTable.all.filter { $0.group != .moving } + CommandTable.all.filter { $0.group == .moving }
    let items = commands.map { command in
      let canRun = (try? command.resolve(state, rows: state.visibleRows)) != nil
      return Item(
        .command(command.id), title: command.title, detail: command.summary, fits: canRun,
        keyword: command.id.rawValue)
    }
    return Chooser(.command, title: "Commands", items: items.filter(\.fits) + items.filter { !$0.fits })
  }

  /// Layers to go to, with their shapes.
  static func layers(
    _ ids: [LayerID], _ title: String, _ network: Network, _ analysis: Analysis
  ) -> Chooser {
    let items = ids.map { id in
      Item(
        .layer(id), title: network[id]?.name ?? "", detail: analysis[id].shape?.description ?? "no size",
        group: network[id]?.spec.title ?? "")
    }
    return Chooser(.layer, title: title, items: items)
  }

  /// What bytes may be counted in.
  static func elementTypes(current: ElementType) -> Chooser {
    let items = ElementType.allCases.map {
      Item(.elementType($0), title: $0.rawValue, detail: "\($0.bits) bits")
    }
    return Chooser(.elementType, title: "Element type", items: items, current: .elementType(current))
  }

  static func templates(_ templates: [TemplateSummary]) -> Chooser {
    Chooser(
      .template, title: "New from template",
      items: templates.map { Item(.template($0.name), title: $0.name, detail: $0.summary) })
  }
}
