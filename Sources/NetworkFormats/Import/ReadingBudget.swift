/// What the reading of a file may take in memory. A file can be made of the smallest parts there are, each of which
/// becomes a hundred times larger when it is read; this tells it from a network before memory is gone.
struct ReadingBudget {
  /// What a file of any size may take: some ten thousand layers.
  static let base = 40 << 20
  /// What each byte of the file may take beyond that. Nodes as exporters write them take less.
  static let timesSize = 10

  let limit: Int
  private(set) var spent = 0

  init(fileOf size: Int) { limit = Self.base + Self.timesSize * size }

  /// Takes so many bytes, as is estimated.
  ///
  /// - Parameter place: where in the file.
  mutating func take(_ bytes: Int, at place: Int? = nil) throws(FileProblem) {
    spent += bytes
    try check(0, at: place)
  }

  /// Gives back what was taken and is held no longer.
  mutating func giveBack(_ bytes: Int) { spent -= bytes }

  /// - Parameter bytes: what is held beside all that was taken.
  func check(_ bytes: Int, at place: Int? = nil) throws(FileProblem) {
    guard spent + bytes <= limit else {
      throw FileProblem(
        "is made of so many small parts that it would take more than \(limit >> 20) MiB of memory, which no network "
          + "of its size does" + (place.map { " (the next part is at byte \($0))" } ?? ""))
    }
  }
}
