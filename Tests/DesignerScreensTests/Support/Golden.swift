import Foundation
import Terminal
import TestSupport
import Testing

/// A screen as text that a person can read in a diff: what is shown, what it means, and where the cursor is.
struct Golden {
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

  /// Compares a frame with the golden of that name, or writes it anew where the environment asks for it.
  func check(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let difference = try GoldenText.difference(Self.text(of: frame), url, tests: "DesignerScreensTests")
    if let difference { Issue.record("\(difference)", sourceLocation: sourceLocation) }
  }
}
