import TestSupport
import Testing

@testable import NetworkModel

@Suite("Residue classes")
struct ResidueClassTests {
  private static let small = (1...12).flatMap { modulus in
    (0..<modulus).map { ResidueClass(remainder: $0, modulus: modulus) }
  }

  private func members(_ sizes: ResidueClass?, below limit: Int) -> [Int] {
    (0..<limit).filter { sizes?.contains($0) ?? false }
  }

  @Test("two have in common what each holds", arguments: small)
  func intersections(a: ResidueClass) {
    for b in Self.small {
      let both = a.intersection(b)
      let wanted = (0..<144).filter { a.contains($0) && b.contains($0) }
      #expect(members(both, below: 144) == wanted)
      #expect((both == nil) == wanted.isEmpty)
      #expect(both == b.intersection(a))
    }
  }

  @Test("a congruence is solved by exactly the members", arguments: 1...14)
  func solutions(modulus: Int) {
    for scale in -5...9 {
      for offset in -15...15 {
        let solved = ResidueClass(solving: scale, offset: offset, modulus: modulus)
        let wanted = (0..<modulus).filter { (scale * $0 + offset) % modulus == 0 }
        #expect(members(solved, below: modulus) == wanted, "\(scale)·n + \(offset) (mod \(modulus))")
        #expect((solved == nil) == wanted.isEmpty)
      }
    }
  }

  @Test("the neighbours of a number are the nearest members on each side", arguments: small)
  func neighbours(sizes: ResidueClass) {
    for number in 0...30 {
      let (below, above) = sizes.neighbours(of: number)
      #expect(below == (1..<max(number, 1)).last { sizes.contains($0) })
      #expect(above == (number + 1...number + 12).first { sizes.contains($0) })
    }
  }

  @Test("no numbers trap")
  func extremes() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5_000 {
      let (a, b) = (random.extreme(), random.extreme())
      let first = ResidueClass(remainder: a, modulus: b)
      #expect(first.modulus >= 1 && 0..<first.modulus ~= first.remainder)
      let second = ResidueClass(
        solving: random.extreme(), offset: random.extreme(), modulus: random.extreme())
      if let both = second?.intersection(first) {
        #expect(first.contains(both.remainder) && second?.contains(both.remainder) == true)
      }
      let number = random.extreme()
      let (below, above) = first.neighbours(of: number, minimum: .min)
      #expect(below.map { $0 < number && first.contains($0) } ?? true)
      #expect(above.map { $0 > number && first.contains($0) } ?? true)
    }
  }

  @Test("the text is a congruence")
  func text() {
    #expect("\(ResidueClass(remainder: -29, modulus: 32))" == "n ≡ 3 (mod 32)")
    #expect(ResidueClass.all == ResidueClass(remainder: 5, modulus: 0))
  }
}
