import Testing

/// Layers put in, taken out, moved, renamed and connected anew.
@Suite struct DesignerLayerTests {
  /// A small network, all of which fits on the screen.
  private static let network = """
    strata: 1
    layers:
      - {name: in, kind: input, shape: [8, 8, 3]}
      - {name: a, kind: conv, filters: 4, kernel: 3, padding: 1}
      - {name: b, kind: conv, filters: 5, kernel: 3, padding: 1}

    """
  private static let layers = ["in 8×8×3", "a 8×8×4", "b 8×8×5", "", "", "", "", ""]

  private static func shown(_ layers: String...) -> [String] {
    layers + Array(repeating: "", count: Self.layers.count - layers.count)
  }

  /// The network with the second layer selected.
  private func open() async throws -> TmuxSession {
    let folder = try TemporaryFolder()
    try folder.write(Self.network, to: "net.yaml")
    let session = try await TmuxSession.designer("net.yaml", folder: folder)
    #expect(try session.capture().layers == Self.layers)
    try session.send("j")
    try await session.waitFor("a selected") { $0.propertiesTitle == "a · convolution" }
    return session
  }

  @Test func aLayerIsAddedByTypingPartOfItsKind() async throws {
    let session = try await open()
    try session.send("a")
    try await session.waitFor("Add layer")
    try session.type("max")
    try await session.waitFor("one kind left") {
      $0.contains("max pooling") && !$0.contains("average pooling")
    }
    try session.send("Enter")
    let added = try await session.waitForDesigner()
    #expect(added.layers.prefix(4) == ["in 8×8×3", "a 8×8×4", "max_pool 4×4×4", "b 4×4×5"])
    #expect(added.propertiesTitle == "max_pool · max pooling")
    try session.send("u")
    #expect(try await session.waitForStatus("undid add max_pool").layers == Self.layers)
  }

  @Test func aTakenNameIsRefusedAndTabTakesTheFreeOneOffered() async throws {
    let session = try await open()
    try session.send("r")
    try await session.waitForProperty("name [a ] text ▾ 3 more")
    try session.send("b", "Enter")
    try await session.waitForStatus("name b is taken; b-2 is free")
    try session.send("Tab", "Enter")
    #expect(try await session.waitForDesigner().layers == Self.shown("in 8×8×3", "b-2 8×8×4", "b 8×8×5"))
  }

  @Test(arguments: [
    ("d", shown("in 8×8×3", "b 8×8×5"), "undid delete a"),
    ("Delete", shown("in 8×8×3", "b 8×8×5"), "undid delete a"),
    ("D", shown("in 8×8×3", "a 8×8×4", "a-2 8×8×4", "b 8×8×5"), "undid duplicate a"),
    ("J", shown("in 8×8×3", "b 8×8×5", "a 8×8×4"), "undid move a down"),
    ("K", shown("✗ a –", "in 8×8×3", "b 8×8×5"), "undid move a up"),
  ])
  func oneKeyIsOneStep(key: String, layers: [String], undone: String) async throws {
    let session = try await open()
    try session.send(key)
    try await session.waitForLayers(layers)
    try session.send("u")
    #expect(try await session.waitForStatus(undone).layers == Self.layers)
  }

  @Test func theInputsAreChosenFromTheLayers() async throws {
    let session = try await open()
    try session.send("j", "i")
    try await session.waitFor("Inputs of b")
    try session.type("in")
    try await session.waitFor("the list narrowed") {
      $0.contains("│ / in") && !$0.contains("the layer before")
    }
    try session.send("Enter")
    let screen = try await session.waitForDesigner()
    #expect(screen.properties.contains { $0.hasPrefix("inputs in") })
    #expect(screen.properties.contains("weights 3·3·3·5 = 135"))
  }
}
