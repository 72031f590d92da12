import Designer
import NetworkModel
import Terminal

/// The sign beside a layer that says how it stands.
enum LayerMark {
  case error, warning, provisional, none

  init(_ facts: LayerFacts) { self.init(facts.severity, isProvisional: facts.standing != .sound) }

  /// The mark of the worst that a folded group holds.
  init(_ group: GroupFacts) { self.init(group.worst?.severity, isProvisional: group.isProvisional) }

  private init(_ severity: Diagnostic.Severity?, isProvisional: Bool) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note, nil: self = isProvisional ? .provisional : .none
    }
  }

  func sign(_ glyphs: Glyphs) -> String {
    switch self {
    case .error: glyphs.error
    case .warning: glyphs.warning
    case .provisional: glyphs.provisional
    case .none: ""
    }
  }

  /// The role of the sign itself.
  var role: Role {
    switch self {
    case .error: .error
    case .warning: .warning
    case .provisional: .textMuted
    case .none: .text
    }
  }

  /// The role of what stands in the layer's row: a layer that is not to be trusted shows it as a whole.
  func role(over usual: Role) -> Role {
    switch self {
    case .error: .error
    case .provisional: .textMuted
    case .warning, .none: usual
    }
  }
}

extension OperationCategory {
  /// The role that layers of this family are drawn in.
  var role: Role {
    switch self {
    case .ends: .layerEnds
    case .convolution: .layerConvolution
    case .pooling: .layerPooling
    case .dense: .layerDense
    case .normalization: .layerNormalization
    case .activation: .layerActivation
    case .merging: .layerMerging
    case .shape: .layerShape
    case .sequence: .layerSequence
    }
  }
}
