import TestSupport
import Testing

@testable import NetworkModel

@Suite("Numbers")
struct NumberTests {
  @Test(
    "a fraction is shown as a decimal, cut after two places where four do not hold it",
    arguments: [
      (221, 5, "44.2"), (219, 4, "54.75"), (1, 16, "0.0625"), (1, 32, "0.03…"), (220, 3, "73.33…"),
      (-1, 2, "−0.5"), (-7, 3, "−2.33…"), (-3, 1, "−3"), (6, 3, "2"), (0, 7, "0"), (200, 199, "1.00…"),
      (.max, 2, "4611686018427387903.5"), (.min, 1, "−9223372036854775808"), (1, .max, "0.00…"),
      (.max - 1, .max, "0.99…"), (5, 0, "5"), (5, -3, "5"),
    ])
  func fractionText(numerator: Int, denominator: Int, text: String) {
    #expect(Fraction(numerator, denominator).description == text)
  }

  @Test("a fraction is kept in lowest terms and rounded toward −∞")
  func fractions() {
    for numerator in -20...20 {
      for denominator in 1...7 {
        let fraction = Fraction(numerator, denominator)
        #expect(fraction == Fraction(numerator * 6, denominator * 6))
        #expect(fraction.floor == (-30...30).last { $0 * denominator <= numerator })
        #expect(fraction.isWhole == (numerator % denominator == 0))
      }
    }
  }

  @Test("a count that has overflowed stays so, and nothing traps")
  func counts() {
    #expect((Count(3) * Count(4) + 5).value == 17)
    #expect((Count(Int.max) + 0).value == Int.max)
    #expect((Count(Int.max) + 1).isOverflow)
    #expect((Count(1 << 32) * Count(1 << 31)).isOverflow)
    #expect((Count.overflow + Count(1)).isOverflow && (Count.overflow * Count.zero).isOverflow)
    #expect(Count(-1).isOverflow && Count(Int128(Int.max) + 1).isOverflow && Count(Int128(-7)).isOverflow)
    #expect("\(Count(62_378_344)) \(Count.overflow)" == "62,378,344 over 2^63")
  }

  @Test(
    "a product is its factors; past the eighth they are folded and not lost",
    arguments: [
      ([], 0, ""), ([5], 5, "5"), ([11, 11, 3, 96], 34_848, "11·11·3·96"), ([3, 0, 4], 0, "3·0·4"),
      (Array(repeating: 2, count: 10), 1024, "2·2·2·2·2·2·2·8"), ([.max, 2], nil, "9223372036854775807·2"),
      ([1, 1, 1, 1, 1, 1, 1, .max, 2, 3], nil, "1·1·1·1·1·1·1·-3"),
    ] as [([Int], Int?, String)])
  func products(factors: [Int], value: Int?, text: String) {
    var product = Product()
    for factor in factors { product.append(factor) }
    #expect(product.count.value == value)
    #expect(product.description == text)
  }

  @Test(
    "thousands are separated by commas",
    arguments: [
      (0, "0"), (999, "999"), (1_000, "1,000"), (62_378_344, "62,378,344"), (-1_234, "-1,234"),
      (-999, "-999"),
      (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ])
  func grouped(number: Int, text: String) {
    #expect(number.grouped == text)
  }

  @Test(
    "three figures and a power of a thousand",
    arguments: [
      (0, "0"), (940, "940"), (999, "999"), (1_000, "1.00 K"), (1_004, "1.00 K"), (1_005, "1.01 K"),
      (9_994, "9.99 K"), (9_995, "10.0 K"), (99_949, "99.9 K"), (99_950, "100 K"), (999_499, "999 K"),
      (999_500, "1.00 M"), (999_999, "1.00 M"), (67_500_000, "67.5 M"), (271_000_000, "271 M"),
      (999_499_999, "999 M"), (999_500_000, "1.00 G"), (1_810_000_000, "1.81 G"), (.max, "9.22 E"),
      (.min, "-9.22 E"), (-1_500, "-1.50 K"),
    ])
  func abbreviated(number: Int, text: String) {
    #expect(number.abbreviated == text)
  }

  @Test("an abbreviation is as near as three figures can be")
  func abbreviationsAreNear() throws {
    let units = ["K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18]
    var random = SplitMix64(seed: 1)
    for _ in 0..<2_000 {
      let number = Int(random.next() >> UInt64(random.number(1...53)))
      let parts = number.abbreviated.split(separator: " ").map(String.init)
      let unit = parts.count == 2 ? try #require(units[parts[1]]) : 1
      let shown = try #require(Double(parts[0])) * unit
      let figure = parts[0].contains(".") ? parts[0].split(separator: ".")[1].count : 0
      let step = unit / [1, 10, 100][figure]
      #expect(abs(shown - Double(number)) <= step * 0.5001, "\(number) as \(number.abbreviated)")
      #expect(parts.count == 1 || parts[0].filter(\.isNumber).count == 3)
    }
  }
}
