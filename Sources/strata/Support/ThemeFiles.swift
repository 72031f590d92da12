import Designer
import NetworkFormats
import Terminal
import Themes

/// The themes that there are: the user's own, a YAML file each, come before those that the program brings along.
struct ThemeFiles {
  /// What is used where nobody chooses.
  static let usual = "default"

  /// The user's themes; nil where there is no home.
  let folder: String?

  struct Entry {
    let name: String
    let isUsers: Bool
    let theme: Theme
    let warnings: [ThemeWarning]

    /// `dark`, `light and dark, yours`.
    var summary: String {
      let appearance = theme.appearance == .any ? "light and dark" : theme.appearance.rawValue
      return isUsers ? "\(appearance), yours" : appearance
    }
  }

  /// The names of the built-in themes in their order, then of the user's others.
  var names: [String] {
    let builtIn = Themes.builtIn.map(\.name)
    return builtIn + userNames.filter { !builtIn.contains($0) }
  }

  /// Every theme, read.
  var all: [Entry] {
    let own = Set(userNames)
    return names.compactMap { name in
      named(name).map {
        Entry(name: name, isUsers: own.contains(name), theme: $0.theme, warnings: $0.warnings)
      }
    }
  }

  /// The themes to choose from.
  var choices: [Completion] { all.map { Completion($0.name, detail: $0.summary) } }

  /// The theme of that name as its file has it now, and what is wrong with the file; nil where there is none.
  func named(_ name: String) -> (theme: Theme, warnings: [ThemeWarning])? {
    text(of: name).map { ThemeReader(source: text).read($0, name: name) }
  }

  func existing(_ name: String) throws(UsageProblem) -> (theme: Theme, warnings: [ThemeWarning]) {
    guard let found = named(name) else {
      throw UsageProblem(message: "there is no theme named \(name); see strata themes")
    }
    return found
  }

  private func text(of name: String) -> String? {
    // A name is no path.
    guard let folder, !name.contains("/"),
      let file = try? FileStore.read("\(folder)/\(name)\(Self.ending)")
    else { return Themes.text(of: name) }
    return String(decoding: file.bytes, as: UTF8.self)
  }

  private static let ending = ".yaml"

  private var userNames: [String] {
    guard let folder else { return [] }
    return FileStore.list(folder).map(\.name).filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }
      .map { String($0.dropLast(Self.ending.count)) }
  }
}
