import Foundation
import Testing

extension TmuxSession {
  /// The designer, once all of its first frame is there.
  static func designer(
    _ arguments: String..., columns: Int = 80, rows: Int = 24, terminal: String = "tmux-256color",
    environment: [String: String] = [:], folder: TemporaryFolder? = nil
  ) async throws -> TmuxSession {
    let session = try TmuxSession(
      [strataPath] + arguments, columns: columns, rows: rows, terminal: terminal, environment: environment,
      folder: folder)
    try await session.waitForDesigner()
    return session
  }

  /// Waits for the designer's panes with nothing open over them: the frame is drawn from the top to the hints.
  @discardableResult
  func waitForDesigner(at place: SourceLocation = #_sourceLocation) async throws -> Screen {
    try await waitFor("the designer", at: place) { $0.hints.hasSuffix("? help  : command") }
  }

  /// Types a line behind `:` and sends it off.
  func command(_ line: String) async throws {
    try send(":")
    try await waitFor("the command line") { $0.hints == ":" }
    try type(line)
    try await waitFor("the command line with “\(line)”") { $0.hints == ":\(line)" }
    try send("Enter")
  }

  /// Waits until the line below the panes begins with a text.
  @discardableResult
  func waitForStatus(_ text: String, at place: SourceLocation = #_sourceLocation) async throws -> Screen {
    try await waitFor("the status “\(text)”", at: place) { $0.status.hasPrefix(text) }
  }

  /// Waits until the layer list is this.
  @discardableResult
  func waitForLayers(_ layers: [String], at place: SourceLocation = #_sourceLocation) async throws -> Screen {
    try await waitFor("the layers \(layers)", at: place) { $0.layers == layers }
  }

  /// Waits until a property is shown like this.
  @discardableResult
  func waitForProperty(_ row: String, at place: SourceLocation = #_sourceLocation) async throws -> Screen {
    try await waitFor("the property “\(row)”", at: place) { $0.properties.contains(row) }
  }
}

/// The designer's parts, where all three panes are shown and drawn in Unicode; blanks are run together.
extension Screen {
  var title: String { rows.first.map(Self.squeezed) ?? "" }
  /// What was done or is wrong.
  var status: String { rows.dropLast().last.map(Self.squeezed) ?? "" }
  /// The keys, or the command line.
  var hints: String { rows.last.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 } ?? "" }

  /// `✗ Conv-1 44.2×44.2×96`, without the mark of the selected one.
  var layers: [String] { upperPanes.map { Self.squeezed($0.left.replacing("▌", with: " ")) } }
  /// `stride [5 ] was 4`
  var properties: [String] { upperPanes.map(\.right) }
  /// The name of what the properties belong to.
  var propertiesTitle: String {
    rows.dropFirst().first?.split(separator: "┌").last.map { Self.squeezed(String($0.prefix { $0 != "─" })) }
      ?? ""
  }

  private var upperPanes: [(left: String, right: String)] {
    rows.dropFirst(2).prefix { $0.hasPrefix("│") }.compactMap { row in
      guard let border = row.firstRange(of: "││") else { return nil }
      return (
        Self.squeezed(row[..<border.lowerBound].dropFirst()),
        Self.squeezed(row[border.upperBound...].dropLast())
      )
    }
  }

  private static func squeezed(_ text: some StringProtocol) -> String {
    text.split(separator: " ").joined(separator: " ")
  }
}
