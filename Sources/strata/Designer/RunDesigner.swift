import ArgumentParser
import Designer
import DesignerScreens
import NcursesTerminal
import NetworkFormats
import Terminal
import Themes

/// How the designer looks and behaves, from the command line.
struct DesignerOptions: ParsableArguments {
  @Flag(help: "Draw in plain ASCII.")
  var ascii = false

  @Flag(name: .customLong("no-mouse"), help: "Leave the mouse to the terminal, for selecting text.")
  var ignoresMouse = false

  @Option(help: "A theme (see strata themes).")
  var theme = "default"
}

/// Runs the designer until it is left. A signal that ends it is raised again once the terminal is as it was.
func runDesigner(_ source: NetworkSource, _ options: DesignerOptions) throws {
  guard let theme = Themes.named(options.theme)?.theme else {
    throw UsageProblem(message: "there is no theme named \(options.theme); see strata themes")
  }
  let ending = try run(source, options, theme)
  switch ending {
  case .quit(let status): if status != 0 { throw ExitCode(Int32(status)) }
  case .signal(let signal): NcursesTerminal.raiseAgain(signal)
  case .inputEnded: break
  }
}

/// The terminal is put back at the end of this scope.
private func run(
  _ source: NetworkSource, _ options: DesignerOptions, _ theme: Theme
) throws -> DesignerLoop<NcursesTerminal, DesignerFiles>.Ending {
  let terminal: NcursesTerminal
  do throws(TerminalError) {
    terminal = try NcursesTerminal(mouse: !options.ignoresMouse, ascii: options.ascii)
  } catch {
    throw UsageProblem(message: "\(error)")
  }
  let glyphs = terminal.glyphs
  var loop = DesignerLoop(
    backend: terminal, state: DesignerState(network: source.network, document: Document(source)),
    runner: DesignerFiles(), theme: theme, glyphs: glyphs, isMouseOn: !options.ignoresMouse)
  let isEmpty = source.network.layerCount == 0
  return try loop.run(beginningWith: isEmpty ? [.listTemplates] : [])
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
