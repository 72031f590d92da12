import NetworkModel

/// What may be typed behind a command's name, and what could stand there.
public struct Parameter: Sendable {
  /// What the help calls it: `path`.
  public let name: String
  let values: Values
  /// What stands between parts that are completed one by one.
  var separator: Character?

  enum Values: Sendable {
    /// What the state knows, for what has been typed.
    case known(@Sendable (DesignerState, String) -> [Completion])
    /// What has to be asked for outside.
    case outside(OutsideValues)
    case none
  }
}

/// Values that the state does not know.
public enum OutsideValues: Hashable, Sendable {
  case paths, templates, themes, tableFormats, columns
}

/// A question for values; the answer holds until the question is another one.
public struct ValueQuery: Hashable, Sendable {
  public let values: OutsideValues
  /// The folder to look into, as it is typed, with the slash at its end; empty where that does not matter.
  public let folder: String
}

/// Something that what is being typed could become.
public struct Completion: Hashable, Sendable {
  /// What is put in.
  public let text: String
  /// How it is listed, where that is not how it is typed.
  public let title: String
  /// What it means, or what holds now.
  public let detail: String
  /// The command that it is the name of.
  public let command: CommandID?

  public init(_ text: String, title: String? = nil, detail: String = "", command: CommandID? = nil) {
    (self.text, self.title, self.detail, self.command) = (text, title ?? text, detail, command)
  }
}

extension Parameter {
  static let path = Parameter(name: "path", values: .outside(.paths), separator: "/")
  static let template = Parameter(name: "template", values: .outside(.templates))
  static let theme = Parameter(name: "name", values: .outside(.themes))
  static let tableFormat = Parameter(name: "format", values: .outside(.tableFormats))
  static let columns = Parameter(name: "names", values: .outside(.columns), separator: ",")
  static let text = Parameter(name: "text", values: .none)

  static let elementType = Parameter(
    name: "type",
    values: .known { _, _ in ElementType.allCases.map { Completion($0.rawValue, detail: "\($0.bits) bits") } }
  )

  static let kind = Parameter(name: "kind", values: .known { _, _ in kinds })

  static let nameOrKind = Parameter(
    name: "text",
    values: .known { state, typed in kinds + state.layerNames(like: typed).map { Completion($0) } })

  /// What a layer or the network is set to: `Conv-1.stride=2`, `rounding=floor`.
  static let assignment = Parameter(name: "what=value", values: .known { $0.assignments(like: $1) })

  private static let kinds = Catalogue.allKinds.map { Completion($0.name, detail: $0.spec.summary) }
}
