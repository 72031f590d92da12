import NetworkModel

// What the header and the footer say.

extension DesignerState {
  /// `1 error · 3 warnings`, `1 error, at Conv-2`, `8 windows not whole`; `nil` where there is nothing to say.
  public var problemSummary: String? {
    let totals = analysis.totals
    if totals.errors == 0, totals.warnings > 0, totals.warnings == totals.inexactWarnings {
      return "\(totals.warnings.grouped) window\(totals.warnings == 1 ? "" : "s") not whole"
    }
    var parts = [(totals.errors, "error"), (totals.warnings, "warning")].filter { $0.0 > 0 }
      .map { "\($0.0.grouped) \($0.1)\($0.0 == 1 ? "" : "s")" }
    if let name = errorElsewhere {
      parts[0] += totals.errors == 1 ? ", at \(name)" : ", the first at \(name)"
    }
    if parts.isEmpty { return analysis.networkDiagnostics(of: network).first?.message }
    return parts.joined(separator: " · ")
  }

  /// The name of the first layer with an error, where that is not the selected one.
  var errorElsewhere: String? {
    firstBroken.flatMap { $0 == selection && selectedGroup == nil ? nil : network[$0]?.name }
  }

  /// The sizes of the inputs for which every window divides: `exact for n ≡ 3 (mod 32)`; each with its name
  /// where there are several.
  public var exactInputsSummary: String? {
    let inputs = analysis.exactInputs(in: network)
    if inputs.count == 1 { return inputs[0].text }
    let parts = inputs.compactMap { input in
      input.text.map { "\(network[input.input]?.name ?? ""): \($0)" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// `exact · H×W×C · batch 1`
  public var settingsSummary: String {
    let settings = network.settings
    return "\(settings.rounding.rawValue) · \(settings.layout.title) · batch \(settings.batch)"
  }

  /// The number of parameters, with a tilde where it is provisional: `~41,406,824`.
  public var parameterSummary: String {
    (analysis.totals.isProvisional ? "~" : "") + analysis.totals.parameters.description
  }

  /// What the change that is shown does to the number of parameters: `−20,971,520`; `nil` where it does nothing,
  /// or nothing is shown, or the number is beyond 64 bits.
  public var parameterDelta: String? {
    guard let before = preview?.parametersBefore.value, let now = analysis.totals.parameters.value,
      now != before
    else { return nil }
    return (now < before ? "−" : "+") + (now - before).magnitude.grouped
  }
}
