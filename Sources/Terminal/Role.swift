/// The meaning of a cell's text. Never a colour: a theme turns meanings into colours.
public enum Role: UInt8, BitwiseCopyable, CaseIterable, Sendable {
  case text, textMuted, textDisabled
  case border, borderFocus, title, match
  case fieldLabel, fieldValue, fieldDefault, fieldModified, fieldInvalid, fieldComputed, fieldInput
  case layer, layerEnds, layerConvolution, layerPooling, layerDense, layerNormalization
  case layerActivation, layerMerging, layerShape, layerSequence
  case tableHeader, tableNumber, tableTotal, meter
  case error, warning, note, success
  case status, hintKey, hintText
  case popup, selection, selectionInactive
}

extension Role {
  /// The role's name in a theme file, as `layer.convolution`.
  public var name: String { entry.name }

  /// One character that stands for the role in golden tests; no two roles share one.
  public var letter: Character { entry.letter }

  /// The dotted name without its last part, where a theme looks next: `layer.pooling` → `layer` → `text`.
  /// It need not be the name of a role (`hint` is none). `text` has no parent.
  public var parent: String? { Role.parent(ofName: name) }

  static func parent(ofName name: String) -> String? {
    if let dot = name.lastIndex(of: ".") { return String(name[..<dot]) }
    return name == Role.text.name ? nil : Role.text.name
  }

  /// Whether the colour is itself the message, so that a selected row may not take it away.
  var isSignal: Bool {
    switch self {
    case .error, .warning, .fieldInvalid: true
    default: false
    }
  }

  private var entry: (name: String, letter: Character) {
    switch self {
    case .text: ("text", "t")
    case .textMuted: ("text.muted", "m")
    case .textDisabled: ("text.disabled", "d")
    case .border: ("border", "b")
    case .borderFocus: ("border.focus", "B")
    case .title: ("title", "T")
    case .match: ("match", "/")
    case .fieldLabel: ("field.label", "l")
    case .fieldValue: ("field.value", "v")
    case .fieldDefault: ("field.default", "f")
    case .fieldModified: ("field.modified", "M")
    case .fieldInvalid: ("field.invalid", "I")
    case .fieldComputed: ("field.computed", "=")
    case .fieldInput: ("field.input", "_")
    case .layer: ("layer", "L")
    case .layerEnds: ("layer.ends", "E")
    case .layerConvolution: ("layer.convolution", "C")
    case .layerPooling: ("layer.pooling", "P")
    case .layerDense: ("layer.dense", "D")
    case .layerNormalization: ("layer.normalization", "N")
    case .layerActivation: ("layer.activation", "A")
    case .layerMerging: ("layer.merging", "+")
    case .layerShape: ("layer.shape", "S")
    case .layerSequence: ("layer.sequence", "Q")
    case .tableHeader: ("table.header", "h")
    case .tableNumber: ("table.number", "#")
    case .tableTotal: ("table.total", "*")
    case .meter: ("meter", "|")
    case .error: ("error", "X")
    case .warning: ("warning", "!")
    case .note: ("note", "n")
    case .success: ("success", "y")
    case .status: ("status", "s")
    case .hintKey: ("hint.key", "k")
    case .hintText: ("hint.text", "?")
    case .popup: ("popup", "p")
    case .selection: ("selection", ">")
    case .selectionInactive: ("selection.inactive", "-")
    }
  }
}
