import Foundation

/// A folder of a test's own, gone with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var name = Array("/tmp/strata-test-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw RunFailure(description: String(cString: strerror(errno))) }
    path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to file: String) throws {
    try text.write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
  }

  /// What a file holds; nil where there is none.
  func read(_ file: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: "\(path)/\(file)") else { return nil }
    return try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
  }
}
