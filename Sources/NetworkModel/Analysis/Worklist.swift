/// The places of a topological order that have still to be visited, taken from first to last.
///
/// A place added while going on must lie ahead, as a consumer's always does.
struct Worklist: Sendable {
  private var words: [UInt64] = []
  private var nextWord = 0

  /// Makes room for so many places. All are expected to be taken.
  mutating func reset(count: Int) {
    let needed = (count + 63) / 64
    if words.count < needed { words.append(contentsOf: repeatElement(0, count: needed - words.count)) }
    nextWord = words.count
  }

  mutating func insert(_ place: Int) {
    words[place >> 6] |= 1 << UInt64(place & 63)
    nextWord = min(nextWord, place >> 6)
  }

  mutating func insertAll(_ count: Int) {
    for word in 0..<(count / 64) { words[word] = .max }
    if count % 64 > 0 { words[count / 64] = (1 << UInt64(count % 64)) - 1 }
    nextWord = 0
  }

  /// Takes the first place out.
  mutating func popFirst() -> Int? {
    while nextWord < words.count {
      let word = words[nextWord]
      if word != 0 {
        words[nextWord] = word & (word - 1)
        return nextWord << 6 | word.trailingZeroBitCount
      }
      nextWord += 1
    }
    return nil
  }
}
