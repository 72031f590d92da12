/// Walks the fields of a protobuf message where they lie, without decoding what they hold.
struct WireScanner {
  enum WireType: UInt8 {
    case number = 0
    case eightBytes = 1
    case bytes = 2
    case fourBytes = 5
  }

  struct Field {
    let number: Int
    let type: WireType
    /// The field with its tag.
    let whole: Range<Int>
    /// What it holds: the bytes of a string or message, or a number as it is written.
    let content: Range<Int>
  }

  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  private(set) var place: Int

  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>? = nil) {
    self.bytes = bytes
    (place, end) = (range?.lowerBound ?? 0, range?.upperBound ?? bytes.count)
  }

  /// The next field, or `nil` at the end.
  mutating func next() throws(FileProblem) -> Field? {
    let start = place
    guard start < end else { return nil }
    let tag = try varint()
    guard let type = WireType(rawValue: UInt8(tag & 7)), (1...UInt64(Int32.max)).contains(tag >> 3) else {
      throw FileProblem("is damaged at byte \(start): no field begins with \(bytes[start])")
    }
    var count = UInt64(0)
    switch type {
    case .bytes: count = try varint()
    case .eightBytes: count = 8
    case .fourBytes: count = 4
    case .number: break
    }
    let first = place
    if type == .number {
      _ = try varint()
    } else {
      guard count <= UInt64(end - place) else {
        throw FileProblem(
          "is cut off or damaged at byte \(start): a field of \(count) bytes where \(end - first) are left")
      }
      place += Int(count)
    }
    return Field(number: Int(tag >> 3), type: type, whole: start..<place, content: first..<place)
  }

  /// A number of up to 64 bits, seven in a byte.
  private mutating func varint() throws(FileProblem) -> UInt64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    let start = place
    while place < end, shift < 64 {
      let byte = bytes[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw FileProblem("is cut off or damaged at byte \(start): a number does not end")
  }
}
