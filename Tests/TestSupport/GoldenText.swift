import Foundation

/// A text kept in a file that a person has read.
public enum GoldenText {
  static let recordVariable = "STRATA_RECORD_GOLDENS"

  /// Compares a text with the file, or writes it there where the environment asks for it.
  ///
  /// - Parameter tests: the target whose tests write the file.
  /// - Returns: how they differ, and what writes the file anew; `nil` where they do not.
  public static func difference(_ actual: String, _ file: URL, tests: String) throws -> String? {
    if ProcessInfo.processInfo.environment[recordVariable] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      return nil
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard actual != expected else { return nil }
    return """
      It is not the golden `\(file.lastPathComponent)`:
      \(lines(expected, actual))
      If the new one is right: \(recordVariable)=1 swift test --filter \(tests)
      """
  }

  /// The lines that differ, each with its number, as it was and as it is.
  private static func lines(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { index in
      let before = index < old.count ? old[index] : "(nothing)"
      let after = index < new.count ? new[index] : "(nothing)"
      return before == after ? nil : "\(index + 1) was |\(before)|\n\(index + 1) is  |\(after)|"
    }.joined(separator: "\n")
  }
}
