import NetworkModel

// Muted colours that stay apart in print and for the colour-blind; a folded group has none.
extension OperationCategory? {
  /// What a box is filled with.
  var fill: String {
    switch self {
    case .ends: "#9a9a9a"
    case .convolution: "#4c78a8"
    case .pooling: "#72b7b2"
    case .dense: "#54a24b"
    case .normalization: "#b279a2"
    case .activation: "#e0a030"
    case .merging: "#9d755d"
    case .shape: "#c9c1bb"
    case .sequence: "#d67195"
    case nil: "#dcdcdc"
    }
  }

  /// The same, so light that black text can be read on it: the hue with its opacity in the last two digits.
  var tint: String { fill + "40" }
}
