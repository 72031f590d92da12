extension Style {
  /// A text in this style by the sequences of ECMA-48, which all terminals with colours know.
  public func sequence(around text: String) -> String {
    let codes = attributeCodes + Self.codes(foreground, base: 30) + Self.codes(background, base: 40)
    return codes.isEmpty ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[m"
  }

  private var attributeCodes: [String] {
    [(Attributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7")]
      .filter { attributes.contains($0.0) }.map { $0.1 }
  }

  private static func codes(_ color: Color?, base: Int) -> [String] {
    switch color {
    case nil, .terminal: []
    case .ansi(let index): ["\((index < 8 ? base : base + 60 - 8) + Int(index))"]
    case .indexed(let index): ["\(base + 8);5;\(index)"]
    case .rgb(let red, let green, let blue): ["\(base + 8);2;\(red);\(green);\(blue)"]
    }
  }
}

extension ColorDepth {
  /// What the environment says of a terminal that nobody asked: no colours where `NO_COLOR` is set.
  ///
  /// - Parameter environment: the value of an environment variable.
  public init(environment: (String) -> String?) {
    let term = environment("TERM") ?? ""
    if environment("NO_COLOR").map({ !$0.isEmpty }) ?? false || term.isEmpty || term == "dumb" {
      self = .mono
    } else if ["truecolor", "24bit"].contains(environment("COLORTERM")) {
      self = .rgb
    } else {
      self = term.contains("256color") ? .palette : term == "linux" || term == "xterm" ? .eight : .sixteen
    }
  }
}

extension Style: CustomStringConvertible {
  /// As a theme file has it: `fg #7cb7ff, bg black, bold`; what is not said is left out.
  public var description: String {
    let colors = [("fg", foreground), ("bg", background)].compactMap { name, color in
      color.map { "\(name) \($0)" }
    }
    let names = Attributes.named.filter { attributes.contains($0.attribute) }.map(\.name)
    return (colors + names).joined(separator: ", ")
  }
}

extension Color: CustomStringConvertible {
  /// As a theme file has it: `#7cb7ff`, `208`, `bright-black`, `terminal`.
  public var description: String {
    switch self {
    case .terminal: "terminal"
    case .ansi(let index): Color.ansiNames[Int(index)]
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue): "#" + [red, green, blue].map(Self.hex).joined()
    }
  }

  private static func hex(_ value: UInt8) -> String {
    let digits = String(value, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
