/// What a terminal shows, row by row, without the blanks at the rows' ends.
struct Screen: Sendable, Equatable, CustomStringConvertible {
  let rows: [String]

  var text: String { rows.joined(separator: "\n") }

  func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// The rows in a frame, for reading in a failed test.
  var description: String {
    let edge = "+" + String(repeating: "-", count: 40)
    return ([edge] + rows.map { "|" + $0 } + [edge]).joined(separator: "\n")
  }
}

/// A screen that was waited for and never came.
struct NeverShown: Error, CustomStringConvertible {
  let expectation: String
  let screen: Screen
  let place: String

  var description: String { "\(place): waited for \(expectation); the screen shows\n\(screen)" }
}
