import Terminal
import Testing

@Suite struct RoleTests {
  @Test func noTwoRolesShareALetterOrAName() {
    #expect(Set(Role.allCases.map { $0.letter }).count == Role.allCases.count)
    #expect(Set(Role.allCases.map { $0.name }).count == Role.allCases.count)
  }

  @Test func noTwoSurfacesShareALetter() {
    #expect(Set(Surface.allCases.map { $0.letter }).count == Surface.allCases.count)
  }

  @Test(arguments: [
    (Role.layerPooling, "layer"), (.layer, "text"), (.hintKey, "hint"), (.selectionInactive, "selection"),
    (.textMuted, "text"),
  ])
  func aRoleFallsBackToTheNameBeforeItsLastDot(role: Role, parent: String) {
    #expect(role.parent == parent)
    #expect(Role.text.parent == nil)
  }
}
