import Foundation

/// The built program: beside the tests that run, wherever that build was put.
let strataPath: String = {
  let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
  return [beside, root.appending(path: ".build/debug")]
    .map { $0.appending(path: "strata").path }
    .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "strata"
}()

/// Runs Strata on a command line, without a terminal.
func runStrata(
  _ arguments: String..., stdin: String = "", environment: [String: String] = [:]
) throws -> Finished {
  try run([strataPath] + arguments, stdin: stdin, environment: environment)
}
