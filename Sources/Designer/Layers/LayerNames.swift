// What the letters of a layer's name mean: `stage2/block1/conv3` is the third `conv` of a group.

extension StringProtocol {
  /// The innermost group that the name stands in: `stage2/block1`.
  var enclosingGroup: String? {
    lastIndex(of: "/").flatMap { $0 == startIndex ? nil : String(self[..<$0]) }
  }

  /// Whether the name stands in a group, or in one within it.
  func isInside(_ group: some StringProtocol) -> Bool {
    utf8.count > group.utf8.count + 1 && utf8.starts(with: group.utf8)
      && utf8[utf8.index(utf8.startIndex, offsetBy: group.utf8.count)] == UInt8(ascii: "/")
  }

  /// The name that a number is counted up behind: `conv` of `conv3`; `relu-` of `relu`.
  var withoutNumber: String {
    let digits = reversed().prefix { $0.isASCII && $0.isNumber }.count
    return (1..<10).contains(digits) && digits < count ? String(dropLast(digits)) : self + "-"
  }
}

/// The names that follow a name: `conv4`, `conv5`, … behind `conv3`.
struct NumberedNames: Sequence, IteratorProtocol {
  private let stem: String
  private var number: Int

  init(like name: String) {
    stem = name.withoutNumber
    number = Int(name.dropFirst(stem.count)) ?? 1
  }

  mutating func next() -> String? {
    number += 1
    return "\(stem)\(number)"
  }
}
