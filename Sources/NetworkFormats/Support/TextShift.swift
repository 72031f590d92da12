/// What comes before a part of a text.
struct TextShift {
  var lines = 0
  /// On the line on which the part begins.
  var columns = 0
}

extension TextShift {
  /// With more text before, whose lines end as YAML ends them.
  func behind(_ text: some Sequence<UInt8>) -> TextShift {
    var shift = self
    var (last, beforeLast) = (UInt8(0), UInt8(0))
    for byte in text {
      let isEnd =
        switch byte {
        case UInt8(ascii: "\n"): last != UInt8(ascii: "\r")
        case UInt8(ascii: "\r"): true
        case 0x85: last == 0xC2
        case 0xA8, 0xA9: last == 0x80 && beforeLast == 0xE2
        default: false
        }
      if isEnd { shift.lines += 1 }
      if isEnd || byte == UInt8(ascii: "\n") {
        shift.columns = 0
      } else if byte & 0xC0 != 0x80 {
        shift.columns += 1
      }
      (beforeLast, last) = (last, byte)
    }
    return shift
  }
}
