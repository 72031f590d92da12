import DesignerScreens
import Glibc
import NetworkFormats

/// The files of the person who runs the program.
enum UserFiles {
  static let folders = UserFolders { variable($0) }
  static let home = variable("HOME")

  /// What the person wrote.
  static let configuration = folders.configuration.map { "\($0)/config.yaml" }
  /// The person's own themes, and those that come with the program.
  static let themes = ThemeFiles(folder: folders.configuration.map { "\($0)/themes" })
  /// What the program remembers of how the person looks at networks.
  static let view = folders.state.map { "\($0)/view.yaml" }

  /// The configuration, with the view as it was left, and what is wrong with it, a line each.
  static func readConfiguration() -> (configuration: Configuration, warnings: [String]) {
    var (configuration, warnings) = read(configuration)
    let view = readView()
    configuration.columns = view.columns ?? configuration.columns
    configuration.widths = view.widths ?? configuration.widths
    return (configuration, warnings)
  }

  /// How the person looked at networks last.
  static func readView() -> Configuration { read(view).configuration }

  private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  private static func read(_ path: String?) -> (configuration: Configuration, warnings: [String]) {
    guard let path else { return (Configuration(), []) }
    do throws(StorageProblem) {
      let (configuration, warnings) = Configuration.read(
        try FileStore.read(path).bytes, themes: themes.names)
      return (configuration, warnings.map { $0.line(of: path) })
    } catch {
      return (Configuration(), error.reason == .notFound ? [] : [error.message])
    }
  }
}
