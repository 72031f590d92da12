import ArgumentParser
import NetworkFormats

/// `strata templates [NAME]`: the built-in networks.
struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "List the built-in networks, or print one.")

  @Argument(help: "The network to print, as a native file.")
  var name: String?

  func run() throws {
    guard let name else {
      let width = Templates.all.map(\.id.count).max() ?? 0
      return try output(
        Templates.all.map { template in
          template.id + String(repeating: " ", count: width - template.id.count) + "  \(template.summary)\n"
        }.joined())
    }
    try output(try Templates.existing(name).bytes)
  }
}
