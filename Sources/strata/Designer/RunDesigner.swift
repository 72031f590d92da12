import ArgumentParser
import Designer
import DesignerScreens
import NcursesTerminal
import NetworkFormats
import Terminal

/// How the designer looks and behaves, from the command line; it counts for more than the configuration file.
struct DesignerOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: "Draw in plain ASCII.")
  var ascii: Bool?

  @Flag(inversion: .prefixedNo, help: "Take the mouse, or leave it to the terminal, for selecting text.")
  var mouse: Bool?

  @Option(help: "A theme (see strata themes).")
  var theme: String?

  /// The configuration file's, changed as the command line says.
  func applied(to configuration: Configuration) -> Configuration {
    var configuration = configuration
    configuration.ascii = ascii ?? configuration.ascii
    configuration.mouse = mouse ?? configuration.mouse
    configuration.theme = theme ?? configuration.theme
    return configuration
  }
}

/// Runs the designer until it is left. A signal that ends it is raised again once the terminal is as it was.
///
/// - Parameter adjust: changes what the configuration file says.
func runDesigner(_ source: NetworkSource, adjust: (Configuration) -> Configuration) throws {
  let (file, warnings) = UserFiles.readConfiguration()
  let configuration = adjust(file)
  let name = configuration.theme ?? ThemeFiles.usual
  let (theme, mistakes) = try UserFiles.themes.existing(name)
  let ending = try run(source, configuration, theme, mistakes.map(\.description) + warnings)
  switch ending {
  case .quit(let status): if status != 0 { throw ExitCode(Int32(status)) }
  case .signal(let signal): NcursesTerminal.raiseAgain(signal)
  case .inputEnded: break
  }
}

/// The terminal is put back at the end of this scope.
private func run(
  _ source: NetworkSource, _ configuration: Configuration, _ theme: Theme, _ warnings: [String]
) throws -> DesignerLoop<NcursesTerminal, DesignerFiles>.Ending {
  let isMouseOn = configuration.mouse ?? true
  let watch = UserFiles.themes.folder.flatMap { FolderWatch($0) }
  let terminal: NcursesTerminal
  do throws(TerminalError) {
    terminal = try NcursesTerminal(
      mouse: isMouseOn, ascii: configuration.ascii ?? false, watched: watch?.descriptor)
  } catch {
    throw UsageProblem(message: "\(error)")
  }
  let glyphs = terminal.glyphs
  let themes = UserFiles.themes
  var files = DesignerFiles(themes: themes)
  let found = files.begin(source)
  var loop = DesignerLoop(
    backend: terminal,
    state: DesignerState(
      network: source.network, document: Document(source),
      table: TableView(columns: configuration.columns?.map(\.id), widths: configuration.widths ?? [:]),
      theme: configuration.theme ?? ThemeFiles.usual,
      elementType: configuration.elementType ?? .float32),
    runner: files, theme: theme,
    themes: { name in
      watch?.drain()
      return themes.named(name)
    }, glyphs: glyphs, keyMap: configuration.keyMap, isMouseOn: isMouseOn)
  var beginning: [Action] = source.network.layerCount == 0 && found.isEmpty ? [.listTemplates] : found
  if let warning = warnings.first {
    let count = warnings.count > 1 ? "\(warnings.count) warnings, see strata config: " : ""
    beginning.append(.show(Message(count + warning, .warning)))
  }
  return try loop.run(beginningWith: beginning)
}

extension Document {
  /// A file in another format than the native one is never written to: its changes go to a new file.
  init(_ source: NetworkSource) {
    let isNative = source.format.id == FileFormat.native.id
    self.init(
      path: isNative ? source.path : nil, name: source.name,
      fingerprint: isNative ? source.fingerprint?.description : nil)
  }
}
