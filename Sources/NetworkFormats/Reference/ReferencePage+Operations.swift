import NetworkModel

extension ReferencePage {
  static let operations = ReferencePage(
    "operations.md", title: "Operations",
    OperationCategory.allCases.flatMap { category -> [String] in
      let kinds = Catalogue.kinds(in: category)
      return kinds.isEmpty ? [] : ["## \(category.rawValue)"] + kinds.map { section($0.spec) }
    })

  private static func section(_ spec: OperationSpec) -> String {
    var blocks = ["### \(spec.id)", "\(spec.summary) Inputs: \(text(of: spec.arity))."]
    if !spec.attributes.isEmpty {
      blocks.append(
        markdownTable(
          ["attribute", "default", "range", "", "elsewhere"],
          spec.attributes.map { attribute in
            [
              "`\(attribute.name)`", text(of: attribute.default), markdownEscaped(attribute.type.rangeText),
              markdownEscaped(attribute.summary + text(of: attribute.condition)), text(of: attribute.spelled),
            ]
          }))
    }
    if !spec.spelled.isEmpty { blocks.append("Elsewhere: \(text(of: spec.spelled)).") }
    return blocks.joined(separator: "\n\n")
  }

  private static func text(of arity: ClosedRange<Int>) -> String {
    switch (arity.lowerBound, arity.upperBound) {
    case (0, 0): "none"
    case (let low, .max): "\(low) or more"
    case (let low, let high): low == high ? "\(low)" : "\(low) to \(high)"
    }
  }

  private static func text(of condition: AttributeSpec.Condition?) -> String {
    guard case .word(let attribute, let words)? = condition else { return "" }
    return "; where \(attribute) is \(words.joined(separator: ", "))"
  }

  private static func text(of value: AttributeDefault) -> String {
    switch value {
    case .required: "required"
    case .value(let value): "`\(value.text)`"
    case .sameAs(let other): "`\(other)`"
    case .network: "the network's"
    case .unset: "not set"
    }
  }

  /// What other programs call it, in a fixed order.
  private static func text(of spelled: [ForeignFormat: String]) -> String {
    ForeignFormat.allCases.compactMap { format in
      spelled[format].map { "\(format.rawValue) \(markdownEscaped($0))" }
    }
    .joined(separator: "; ")
  }
}
