import CTemplates

/// A network that comes with the program, as a native file; its name is the file's.
public struct Template: Sendable, Identifiable {
  public let id: String
  /// One line.
  public let summary: String
  private let place: Int

  fileprivate init?(place: Int) {
    guard let file = template_file(place)?.pointee else { return nil }
    (id, summary, self.place) = (String(cString: file.id), String(cString: file.summary), place)
  }

  /// The native file.
  public var bytes: [UInt8] {
    template_file(place).map { Array(String(cString: $0.pointee.text).utf8) } ?? []
  }
}

/// The built-in networks. A new one is a file in `Templates` and an entry in `Sources/CTemplates/templates.c`.
public enum Templates {
  public static let all = sequence(state: 0) { place in
    defer { place += 1 }
    return Template(place: place)
  }
  .map { (template: Template) in template }

  public static func named(_ id: String) -> Template? { all.first { $0.id == id } }
}
