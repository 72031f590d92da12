import Designer
import NetworkModel
import Terminal
import TestSupport
import Testing

@testable import DesignerScreens

/// What holds for every screen.
@Suite struct FrameTests {
  /// Keys that lead into every mode there is.
  static let ways = [
    "", "2", "3", "down 2 enter", "2 enter 'x'", "down enter down down enter 5",
    "down enter down down enter 5 f",
    "a", "a 'zzz'", "? down", "? 'zzz'", ":", ": 'zz'", "ctrl-o", "d q", "ctrl-n", "i", "s", "G", "ctrl-e",
    "2 down down down down enter", "v down down", "ctrl-p", "ctrl-p 'un'", "Z j j j j j", "Z j j j j j 2",
    "Z j j j j j d u", "/ 'on'",
    "/ 'zzz'", "/ 'e' enter",
  ]

  static let networks = [
    Sample.alexNet, Sample.empty, Sample.residual, Sample.brokenBranch, Sample.foreignNames,
  ]

  /// What a key sends is what it changes: of 1,920 cells a step through the list may draw a sixth.
  @Test func aStepThroughTheListChangesFewCells() throws {
    let frames = try Play(Sample.alexNet, keys: "down down down down down").frames
    for (before, after) in zip(frames, frames.dropFirst()) {
      let changed = zip(before.cells, after.cells).count { $0 != $1 }
      #expect(changed <= 320)
    }
  }

  @Test(arguments: ways) func noSizeIsTooSmallForAnyMode(_ keys: String) throws {
    var random = SplitMix64(seed: 1)
    for network in Self.networks {
      let state = try Play(network, keys: keys).state
      var sizes = [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 30, rows: 6)]
      for _ in 0..<10 {
        sizes.append(
          Size(columns: .random(in: 1...200, using: &random), rows: .random(in: 1...60, using: &random)))
      }
      for size in sizes {
        for glyphs in [Glyphs.unicode, .ascii] {
          let frame = render(state, size: size, glyphs: glyphs)
          #expect(frame.size == size)
          check(frame, "\(size) after \(keys)")
        }
      }
    }
  }

  @Test(arguments: ways) func asciiScreensAreASCIIOnly(_ keys: String) throws {
    for network in Self.networks {
      let frame = render(
        try Play(network, keys: keys).state, size: Size(columns: 120, rows: 40), glyphs: .ascii)
      #expect(frame.text().unicodeScalars.allSatisfy { $0.isASCII }, "after \(keys)")
    }
  }

  @Test func everyModeShowsTheCursorWhereTheKeyboardIs() throws {
    for keys in Self.ways {
      let play = try Play(Sample.alexNet, keys: keys)
      let cursor = try #require(play.screen.cursor, "after \(keys)")
      #expect(play.screen.bounds.contains(cursor))
    }
  }

  @Test func aScreenCostsTheSameWhateverTheSizeOfTheNetwork() throws {
    func time(_ count: Int) -> Duration {
      let state = DesignerState(network: Sample.chain(count))
      let clock = ContinuousClock()
      return (0..<20).map { _ in
        clock.measure { _ = render(state, size: Size(columns: 120, rows: 40)) }
      }.min() ?? .zero
    }
    let (small, large) = (time(100), time(100_000))
    #expect(large < small * 4)
  }

  /// Every row is as wide as the frame, and no wide character stands in half.
  private func check(_ frame: Frame, _ comment: Comment) {
    for row in 0..<frame.size.rows {
      let cells = Array(frame.row(row))
      #expect(cells.count == frame.size.columns, comment)
      for (column, cell) in cells.enumerated() {
        var text = ""
        cell.forEachScalar { text.unicodeScalars.append($0) }
        if cell.isRightHalf {
          #expect(column > 0, comment)
        } else if TextWidth.columns(text) == 2 {
          #expect(column + 1 < cells.count && cells[column + 1].isRightHalf, comment)
        }
      }
    }
    if let cursor = frame.cursor { #expect(frame.bounds.contains(cursor), comment) }
  }
}
