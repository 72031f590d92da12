import Foundation
import Testing

/// What comes from the terminal besides single keys.
@Suite struct DesignerInputTests {
  /// Moving keys and where they lead from AlexNet's first layer, with eight rows in sight.
  @Test(arguments: [
    (["Down", "Down", "Up"], "Conv-1"), (["j", "j", "k"], "Conv-1"), (["G"], "Output"), (["End"], "Output"),
    (["G", "g", "g", "j"], "Conv-1"), (["G", "Home", "j"], "Conv-1"), (["C-d"], "MaxPool-2"),
    (["C-d", "C-d", "C-u"], "MaxPool-2"), (["NPage"], "MaxPool-3"), (["NPage", "PPage", "j"], "Conv-1"),
    (["Right", "Left", "j"], "Conv-1"), (["l", "h", "j"], "Conv-1"), (["3", "j"], "Conv-1"),
    (["Tab", "Tab", "j"], "Conv-1"), (["BTab", "j"], "Conv-1"),
  ])
  func keysMove(keys: [String], layer: String) async throws {
    let session = try await TmuxSession.designer("alexnet")
    for key in keys { try session.send(key) }
    try await session.waitFor("\(layer) selected") { $0.propertiesTitle.hasPrefix("\(layer) · ") }
  }

  @Test func escapeLeadsBackToTheLayers() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.send("2")
    try await session.waitFor("the hints of a property") { $0.hints.hasPrefix("↑↓ field") }
    try session.send("Escape")
    try await session.waitFor("the hints of a layer") { $0.hints.hasPrefix("↑↓ layer") }
  }

  @Test func aPasteAmongThePanesRunsNothing() async throws {
    let session = try await TmuxSession.designer("alexnet")
    let before = try session.capture()
    try session.paste("ddd:q!\nq\n")
    let after = try await session.waitForStatus(
      "what was pasted: no list of layers as a network's file has them")
    #expect(after.title == before.title)
    #expect(after.layers == before.layers)
  }

  @Test func layersPastedFromAnotherProgramAreLayers() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.paste("- {name: extra, kind: conv, filters: 8, kernel: 1}\n- {name: act, kind: activation}\n")
    let after = try await session.waitForStatus("pasted 2 layers")
    #expect(after.layers.prefix(3) == ["Input Image 227×227×3", "extra 227×227×8", "act 227×227×8"])
    try session.send("u")
    try await session.waitForStatus("undid paste 2 layers")
  }

  @Test func copiedLayersReachTheClipboard() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.type("jy")
    try await session.waitForStatus("copied Conv-1")
    try await session.waitFor("the copy") { _ in
      session.clipboard == "- {name: Conv-1, kind: conv, filters: 96, kernel: 11, stride: 4}\n"
    }
  }

  @Test func aPasteIntoAFieldIsItsTextInOneLine() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.send("r")
    try await session.waitFor("[Input Image")
    try session.paste("two\nlines")
    try await session.waitFor("[two lines")
    try session.send("Enter")
    let screen = try await session.waitForDesigner()
    #expect(screen.layers.first == "two lines 227×227×3")
  }

  /// As from a terminal that speaks Latin-1, or a file sent to it by mistake.
  @Test func bytesThatAreNoCharacterLoseNoKey() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.send(":")
    try await session.waitFor("the command line") { $0.hints == ":" }
    for (bytes, line) in [
      (["ff", "61"], ":a"), (["e9", "62"], ":ab"), (["e6", "bc", "63"], ":abc"),
      (["80", "ed", "a0", "80", "64"], ":abcd"), (["e6", "bc", "a2"], ":abcd漢"),
    ] {
      try session.send(bytes: bytes)
      try await session.waitFor("the line “\(line)”") { $0.hints == line }
    }
  }

  @Test func aPastedMegabyteIsTakenAndKeysWorkAfterIt() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.send("r")
    try await session.waitFor("[Input Image")
    try session.paste(String(repeating: "d", count: 1 << 20))
    try await session.waitFor("[dddddddddd")
    try session.send("Escape")
    let screen = try await session.waitForDesigner()
    #expect(screen.title == "alexnet exact · H×W×C · batch 1")
    #expect(screen.layers.first == "Input Image 227×227×3")
  }

  @Test func aClickSelectsTheLayerUnderIt() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.type("\u{1B}[<0;5;6M\u{1B}[<0;5;6m")
    try await session.waitFor("Conv-2 selected") { $0.propertiesTitle == "Conv-2 · convolution" }
    try session.type("\u{1B}[<0;5;16M\u{1B}[<0;5;16m")
    try await session.waitFor("MaxPool-1 selected") { $0.propertiesTitle == "MaxPool-1 · max pooling" }
  }

  @Test func theWheelScrollsTheList() async throws {
    let session = try await TmuxSession.designer("alexnet")
    try session.type("\u{1B}[<65;5;6M")
    try await session.waitFor("three layers further") { $0.layers.first == "Conv-2 27×27×256" }
    try session.type("\u{1B}[<64;5;6M")
    try await session.waitFor("back") { $0.layers.first == "Input Image 227×227×3" }
  }

  @Test func anIdleProgramWakesForNothing() async throws {
    let session = try await TmuxSession.designer("alexnet")
    let process = try session.process()
    // The frame that is seen may still be the business of a moment: begin where two looks agree.
    var before = try Activity(of: process)
    while true {
      try await Task.sleep(for: .milliseconds(20))
      let now = try Activity(of: process)
      if now == before { break }
      before = now
    }
    try await Task.sleep(for: .seconds(1))
    #expect(try Activity(of: process) == before)
  }
}

/// What a process has done so far, as Linux counts it.
private struct Activity: Equatable {
  /// Ticks of processor time.
  let time: Int
  /// Bytes written.
  let written: String
  /// How often it went to sleep, that is, was awake.
  let sleeps: String

  init(of process: pid_t) throws {
    let stat = try Self.read("stat", process).split(separator: ")").last ?? ""
    // Counted from behind the name: utime and stime are the 12th and 13th.
    time = stat.split(separator: " ")[11...12].compactMap { Int($0) }.reduce(0, +)
    written = try Self.line("wchar:", of: Self.read("io", process))
    sleeps = try Self.line("voluntary_ctxt_switches:", of: Self.read("status", process))
  }

  private static func read(_ file: String, _ process: pid_t) throws -> String {
    try String(contentsOfFile: "/proc/\(process)/\(file)", encoding: .utf8)
  }

  private static func line(_ label: String, of text: String) throws -> String {
    try #require(text.split(separator: "\n").first { $0.hasPrefix(label) }.map(String.init))
  }
}
