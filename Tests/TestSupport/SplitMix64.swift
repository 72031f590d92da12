/// A small generator with a seed, so that what fails can be had again.
public struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension SplitMix64 {
  public mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  public mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  /// One of a few things, of which there must be at least one.
  public mutating func pick<Items: RandomAccessCollection>(_ items: Items) -> Items.Element
  where Items.Index == Int {
    items[items.startIndex + number(0...items.count - 1)]
  }

  public mutating func several<Item>(_ range: ClosedRange<Int>, _ make: (inout SplitMix64) -> Item) -> [Item]
  {
    (0..<number(range)).map { _ in make(&self) }
  }

  /// A number that arithmetic finds hard.
  public mutating func extreme() -> Int {
    pick([
      .min, .min + 1, -(1 << 62), -2, -1, 0, 1 << 31, 1 << 32, (1 << 62) - 1, 1 << 62, .max / 7, .max - 1,
      .max,
    ])
  }
}
