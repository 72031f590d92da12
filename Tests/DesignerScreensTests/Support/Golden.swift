import Foundation
import Terminal
import Testing

/// A screen as text that a person can read in a diff: what is shown, what it means, and where the cursor is.
struct Golden {
  static let recordVariable = "STRATA_RECORD_GOLDENS"

  let name: String

  private var url: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Goldens/\(name).txt")
  }

  static func text(of frame: Frame) -> String {
    let cursor = frame.cursor.map { "row \($0.row), column \($0.column)" } ?? "hidden"
    return """
      \(frame.text())
      ===== roles
      \(frame.roleLetters())
      ===== surfaces
      \(frame.surfaceLetters())
      ===== cursor
      \(cursor)

      """
  }

  /// What a theme without colours makes of a frame: a letter for the attributes of each cell that has some.
  static func text(of frame: Frame, attributesIn theme: Theme) -> String {
    let rows = (0..<frame.size.rows).map { row in
      String(
        frame.row(row).map { letter(of: theme.style($0.role, on: $0.surface, depth: .mono), $0.isBlank) }
      )
      .replacing(/[ ]+$/, with: "")
    }
    return """
      \(frame.text())
      ===== bold, dim, italic, underlined, reversed; capital letters: bold too
      \(rows.joined(separator: "\n"))

      """
  }

  private static func letter(of style: Style, _ isBlank: Bool) -> Character {
    let attributes = style.attributes
    let isBold = attributes.contains(.bold)
    if attributes.contains(.reverse) { return isBold ? "R" : "r" }
    if attributes.contains(.underline) { return isBold ? "U" : "u" }
    if isBlank { return " " }
    if attributes.contains(.italic) { return isBold ? "I" : "i" }
    return attributes.contains(.dim) ? "d" : isBold ? "b" : " "
  }

  /// Compares a screen with the golden of that name, or writes it anew where the environment asks for it.
  func check(_ actual: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    if ProcessInfo.processInfo.environment[Self.recordVariable] == "1" {
      try actual.write(to: url, atomically: true, encoding: .utf8)
      return
    }
    let expected = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    guard actual != expected else { return }
    Issue.record(
      """
      The screen is not the golden `\(name)`:
      \(Self.difference(expected, actual))
      If the new screen is right: \(Self.recordVariable)=1 swift test --filter DesignerScreensTests
      """,
      sourceLocation: sourceLocation)
  }

  /// The lines that differ, each with its number, as it was and as it is.
  private static func difference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    return (0..<max(old.count, new.count)).compactMap { index in
      let before = index < old.count ? old[index] : "(nothing)"
      let after = index < new.count ? new[index] : "(nothing)"
      return before == after ? nil : "\(index + 1) was |\(before)|\n\(index + 1) is  |\(after)|"
    }.joined(separator: "\n")
  }
}
