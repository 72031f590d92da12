import Testing

/// The main job in a real terminal: AlexNet edited by keyboard.
@Suite struct DesignerEditingTests {
  private static let alexnet = [
    "Input Image 227×227×3", "Conv-1 55×55×96", "MaxPool-1 27×27×96", "Conv-2 27×27×256",
    "MaxPool-2 13×13×256", "Conv-3 13×13×384", "Conv-4 13×13×384", "Conv-5 13×13×256",
  ]
  private static let broken = [
    "Input Image 227×227×3", "✗ Conv-1 44.2×44.2×96", "~ MaxPool-1 21×21×96", "~ Conv-2 21×21×256",
    "~ MaxPool-2 10×10×256", "~ Conv-3 10×10×384", "~ Conv-4 10×10×384", "~ Conv-5 10×10×256",
  ]

  /// AlexNet with the cursor in Conv-1's stride, which is open for typing.
  private func typingTheStride() async throws -> TmuxSession {
    let session = try await TmuxSession.designer("alexnet")
    try session.send("j", "2", "j", "j", "Enter")
    try await session.waitForProperty("stride [4 ] 1 or more")
    return session
  }

  /// AlexNet with a stride of Conv-1 that breaks it.
  private func brokenByTheStride() async throws -> TmuxSession {
    let session = try await typingTheStride()
    try session.send("5", "Enter")
    try await session.waitForProperty("stride 5")
    return session
  }

  @Test func theFirstFrameShowsTheLayersTheirPropertiesAndTheSums() async throws {
    let screen = try await TmuxSession.designer("alexnet").capture()
    #expect(screen.title == "alexnet exact · H×W×C · batch 1")
    #expect(screen.layers == Self.alexnet)
    #expect(screen.propertiesTitle == "Input Image · input")
    #expect(screen.properties.first == "shape 227, 227, 3")
    #expect(
      screen.contains("│ Conv-1           55×55×96              34,848       96       34,944    105 M │"))
    #expect(
      screen.contains("│ Total                              62,367,776   10,568   62,378,344   1.14 G │"))
    #expect(screen.status == "exact for n ≡ 3 (mod 32) Σ 62,378,344")
  }

  @Test func aStrideThatBreaksTheNetworkShowsItWhileItIsTyped() async throws {
    let session = try await typingTheStride()
    try session.send("5")
    let screen = try await session.waitForProperty("stride [5 ] was 4")
    #expect(screen.layers == Self.broken)
    #expect(screen.properties.contains("(227 − 11 + 2·0)/5 + 1 = 44.2"))
    #expect(screen.properties.contains("✗ not whole: 1 row, 1 column over"))
    #expect(screen.status == "✗ 1 error · exact for n ≡ 1 (mod 40) Σ ~41,406,824 −20,971,520")
    #expect(screen.hints.hasPrefix("↑↓ field  ⏎ keep  Esc 4  f fix"))
  }

  @Test func escapePutsBackWhatWas() async throws {
    let session = try await typingTheStride()
    try session.send("5")
    try await session.waitForLayers(Self.broken)
    try session.send("Escape")
    let screen = try await session.waitForProperty("stride 4")
    #expect(screen.layers == Self.alexnet)
    #expect(screen.title == "alexnet exact · H×W×C · batch 1")
  }

  @Test func aValueThatCannotStandIsRefusedWithTheReason() async throws {
    let session = try await typingTheStride()
    try session.send("0", "Enter")
    let screen = try await session.waitForStatus("stride must be 1 or more")
    #expect(screen.properties.contains { $0.hasPrefix("stride [0 ]") })
    #expect(screen.layers == Self.alexnet)
  }

  @Test func aCommittedValueIsUndoneAndDoneAgain() async throws {
    let session = try await brokenByTheStride()
    #expect(try session.capture().title == "alexnet ● exact · H×W×C · batch 1")
    try session.send("u")
    let undone = try await session.waitForStatus("undid Conv-1 stride 4 → 5")
    #expect(undone.layers == Self.alexnet)
    #expect(undone.title == "alexnet exact · H×W×C · batch 1")
    try session.send("C-r")
    let done = try await session.waitForStatus("did Conv-1 stride 4 → 5 again")
    #expect(done.layers == Self.broken)
    try session.send("Up")
    try await session.waitFor("the message gone with the next key") { $0.status.hasPrefix("✗ 1 error") }
  }

  @Test func theWaysOutAreListedAndTheFirstMakesTheNetworkWhole() async throws {
    let session = try await brokenByTheStride()
    try session.send("f")
    let screen = try await session.waitFor("⏎ apply")
    let ways = screen.rows.drop { !$0.contains("Fix Conv-1") }.dropFirst().prefix(5)
      .map { $0.split(separator: "│")[1].split(separator: " ").joined(separator: " ") }
    #expect(
      ways == [
        "▌stride 5 → 4 55×55 all exact after it", "input 227 → 241 47×47 all exact after it",
        "padding 0 → 2 45×45 then MaxPool-2 breaks (10.5)",
        "kernel 11 → 12 44×44 then MaxPool-1 breaks (21.5)",
        "no dilation near 1 makes it whole",
      ])
    try session.send("Enter")
    let whole = try await session.waitForDesigner()
    #expect(whole.layers == Self.alexnet)
    try session.send("u")
    #expect(try await session.waitForStatus("undid ").layers == Self.broken)
  }

  @Test func theWayOutInHandIsPreviewedAndEscapeLeavesAllAsItWas() async throws {
    let session = try await brokenByTheStride()
    try session.send("f", "Down")
    try await session.waitFor("the panes with another input") { $0.layers.first == "Input Image 241×241×3" }
    try session.send("Escape")
    #expect(try await session.waitForDesigner().layers == Self.broken)
  }
}
