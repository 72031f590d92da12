import NetworkModel
import Terminal

// How a layer's facts read on the screen.

/// The sign beside a layer that says how it stands.
enum LayerMark {
  case error, warning, provisional, none

  init(_ facts: LayerFacts) {
    switch facts.severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note, nil: self = facts.standing == .sound ? .none : .provisional
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

extension LayerFacts {
  /// The layer's size: `55×55×96`, with the fraction on an axis that came to one, `–` where there is none.
  func sizeText(layout: Layout) -> String {
    guard let shape else { return "–" }
    let broken = brokenSizes
    guard !broken.isEmpty else { return shape.text() }
    return (1..<max(shape.rank, 1)).map { axis in
      broken[axis - layout.firstSpatialAxis]?.description ?? String(shape[axis])
    }.joined(separator: "×")
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
