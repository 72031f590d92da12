import ArgumentParser
import Glibc
import NetworkFormats
import Terminal

/// `strata themes [NAME]`: the themes, each with a sample where there are colours to show it in.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes, or show what one makes of every role.",
    discussion: """
      Your own are YAML files in $XDG_CONFIG_HOME/strata/themes, or ~/.config/strata/themes. What is wrong with a \
      theme goes to standard error.
      """)

  @Argument(help: "The theme to show.")
  var name: String?

  /// What a line of the list shows of a theme.
  private static let sample: [(role: Role, words: String)] = [
    (.title, "title"), (.text, "text"), (.textMuted, "muted"), (.layerConvolution, "conv"),
    (.layerPooling, "pool"), (.layerDense, "dense"), (.layerMerging, "add"), (.error, "✗ error"),
    (.warning, "! warning"), (.success, "success"),
  ]

  func run() throws {
    let themes = UserFiles.themes
    if let name {
      let (theme, warnings) = try themes.existing(name)
      try output(Role.allCases.map { line($0, of: theme) }.joined())
      try report(warnings)
    } else {
      let all = themes.all
      let widths = (all.map(\.name.count).max() ?? 0, all.map(\.summary.count).max() ?? 0)
      try output(all.map { line($0, widths) }.joined())
      try report(all.flatMap(\.warnings))
    }
  }

  /// Nothing where there is nobody to see a sample.
  private var depth: ColorDepth? {
    isatty(STDOUT_FILENO) == 1 ? ColorDepth { name in getenv(name).map { String(cString: $0) } } : nil
  }

  private func line(_ entry: ThemeFiles.Entry, _ widths: (name: Int, summary: Int)) -> String {
    let name = TextWidth.padded(entry.name.madeSafe, to: widths.name)
    guard let depth else { return "\(name)  \(entry.summary)\n" }
    let summary = TextWidth.padded(entry.summary, to: widths.summary)
    let sample = Self.sample.map {
      entry.theme.style($0.role, on: .plain, depth: depth).sequence(around: " \($0.words) ")
    }
    let chosen = entry.theme.style(.text, on: .selection, depth: depth).sequence(around: " selected ")
    return "\(name)  \(summary)  \(sample.joined())\(chosen)\n"
  }

  private func line(_ role: Role, of theme: Theme) -> String {
    let style = theme.style(role, on: .plain)
    let name = TextWidth.padded(role.name, to: 20)
    guard let depth else { return "\(name)  \(style)\n" }
    return "\(theme.style(role, on: .plain, depth: depth).sequence(around: name))  \(style)\n"
  }

  private func report(_ warnings: [ThemeWarning]) throws {
    try FileStore.write(
      Array(warnings.map { "strata: \($0.description.madeSafe)\n" }.joined().utf8), to: .error)
  }
}
