import ArgumentParser
import DesignerScreens
import NetworkFormats

/// `strata reference FOLDER`: writes the manual's generated pages; for `make docs`.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the reference pages into a folder.", shouldDisplay: false)

  @Argument(help: "The folder; made if it is not there.")
  var folder: String

  func run() throws {
    try FileStore.makeFolder(folder)
    for page in ReferencePage.all + [.keys] { try output(page.text, to: "\(folder)/\(page.fileName)") }
  }
}
