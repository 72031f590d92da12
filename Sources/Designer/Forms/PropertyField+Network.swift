import NetworkModel

extension PropertyField {
  /// The properties of the network as a whole.
  static func fields(of settings: NetworkSettings) -> [PropertyField] {
    Setting.allCases.map { setting in
      PropertyField(
        .setting(setting), label: setting.label, value: settings.text(of: setting), type: setting.type,
        summary: setting.summary)
    }
  }
}

extension PropertyField.Setting {
  var label: String {
    switch self {
    case .name: "name"
    case .layout: "layout"
    case .rounding: "rounding"
    case .batch: "batch"
    case .dimensions: "dimensions"
    }
  }

  var type: AttributeType {
    switch self {
    case .name, .dimensions: .text
    case .layout: .choice(Layout.allCases.map(\.rawValue))
    case .rounding: .choice(Rounding.allCases.map(\.rawValue))
    case .batch: .integer(1...Int.max)
    }
  }

  var summary: String {
    switch self {
    case .name: "The network's name"
    case .layout: "The order of a tensor's axes, as written and shown"
    case .rounding: "What a window that does not divide does, where its layer does not say otherwise"
    case .batch: "How many examples go through at once"
    case .dimensions: "Numbers that an input's shape may name: seq = 128, width = 512"
    }
  }
}

extension NetworkSettings {
  /// A setting's value, as it would be typed.
  func text(of setting: PropertyField.Setting) -> String {
    switch setting {
    case .name: name
    case .layout: layout.rawValue
    case .rounding: rounding.rawValue
    case .batch: String(batch)
    case .dimensions: dimensions.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
    }
  }
}
