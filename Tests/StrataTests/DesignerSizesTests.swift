import Foundation
import Testing

/// The window in all sizes, and while its size changes.
@Suite struct DesignerSizesTests {
  @Test func everySizeHasItsForm() async throws {
    let session = try await TmuxSession.designer("alexnet")
    let first = try session.capture()

    try session.resize(columns: 120, rows: 40)
    try await session.waitFor("three wide panes") {
      $0.rows.count == 40 && $0.layers.contains("Output 1000×1") && $0.status.hasSuffix("· 1.14 G MACs")
    }
    try session.resize(columns: 40, rows: 10)
    try await session.waitFor("one pane") {
      $0.rows[0] == " alexnet                     1/3 Layers"
        && $0.hints == "Σ 62,378,344                    ? help"
    }
    try session.send("Tab")
    try await session.waitFor("the next pane") { $0.rows[0] == " alexnet                 2/3 Properties" }
    try session.send("Tab")
    try await session.waitFor("the last pane") {
      $0.rows[0] == " alexnet                    3/3 Summary"
        && $0.contains(" Total                       62,378,344")
    }
    try session.send("1")
    try await session.waitFor("the first pane") { $0.rows[0].hasSuffix("1/3 Layers") }
    try session.resize(columns: 20, rows: 5)
    try await session.waitFor("a notice") { $0.text.trimmingPrefix("\n").hasPrefix("needs 30×6") }
    try session.resize(columns: 1, rows: 1)
    try await session.waitFor("hardly anything") { $0.rows.count == 1 }
    try session.resize(columns: 80, rows: 24)
    try await session.waitFor("the first frame again") { $0 == first }
  }

  @Test func aStormOfSizesEndsInTheLastOne() async throws {
    let session = try await TmuxSession.designer("alexnet")
    let first = try session.capture()
    for step in 0..<40 {
      try session.resize(columns: 1 + step * 37 % 140, rows: 1 + step * 13 % 50)
    }
    try session.resize(columns: 80, rows: 24)
    try await session.waitFor("the first frame again") { $0 == first }
    try session.send("q")
    let ending = try await session.waitForExit()
    #expect(ending == Ending(status: 0, leftChanged: []))
  }

  /// A window that was small for a moment has lost text, though it is as large as before when the program looks.
  @Test func aResizeThatEndsInTheSameSizeDrawsAllAnew() async throws {
    let session = try await TmuxSession.designer("alexnet")
    let first = try session.capture()
    try "\u{1B}[2J".write(
      toFile: session.format("#{pane_tty}"), atomically: false, encoding: .utf8)
    try await session.waitFor("an empty screen") { !$0.contains("Layers") }
    try session.sendSignal(SIGWINCH)
    try await session.waitFor("the first frame again") { $0 == first }
  }

  /// Whatever came in between, what is on the screen is what a fresh drawing of all of it shows.
  @Test func keysDuringAStormOfSizesLeaveNothingStale() async throws {
    let session = try await TmuxSession.designer("resnet18")
    let keys = ["j", "G", "Tab", "Z", "4", "3", "k", "z", "?", "Escape", "f", "Escape", "1", "PPage"]
    for step in 0..<56 {
      try session.resize(columns: 1 + step * 53 % 160, rows: 1 + step * 17 % 60)
      try session.send(keys[step % keys.count])
    }
    try session.resize(columns: 97, rows: 31)
    try session.send("Escape", "Escape", "1")
    try await session.waitFor("all panes") { $0.rows.count == 31 && $0.hints.hasSuffix("? help  : command") }
    // Keys are taken in order: once the mouse is given away, all before has been drawn.
    try session.send("M")
    try await session.waitFor("no mouse") { _ in try session.format("#{mouse_any_flag}") == "0" }
    let before = try session.capture(colours: true)
    try session.send("C-l", "M")
    try await session.waitFor("the mouse") { _ in try session.format("#{mouse_any_flag}") == "1" }
    try await session.waitFor("the same screen") { _ in
      try session.capture(colours: true) == before
    }
  }
}
