import CZlib

/// A zip archive of which single entries are read; what else is in it is not looked at.
///
/// Sizes come from the archive's directory (APPNOTE.TXT 4.3.12) and are believed only as far as the bytes bear
/// them out.
struct ZipArchive {
  /// An entry that is deflated to less than a hundredth is made to fill memory, not to be read.
  private static let maximumRatio = 100
  private static let unsuspicious = 1 << 20

  private let bytes: UnsafeRawBufferPointer
  private var entries: [String: Int] = [:]

  init(_ bytes: UnsafeRawBufferPointer) throws(FileProblem) {
    self.bytes = bytes
    guard let end = Self.endRecord(bytes) else {
      throw FileProblem("is a zip archive that is cut off: its directory is missing")
    }
    var (offset, count) = (try number(end + 16, 4), try number(end + 10, 2))
    if offset == 0xFFFF_FFFF || count == 0xFFFF, end >= 20, (try? number(end - 20, 4)) == 0x0706_4B50 {
      // The 64-bit directory's own end record, by its locator.
      let record = try number(end - 12, 8)
      guard try number(record, 4) == 0x0606_4B50 else { throw Self.damaged }
      (offset, count) = (try number(record + 48, 8), try number(record + 32, 8))
    }
    for _ in 0..<min(count, bytes.count / 46) {
      guard try number(offset, 4) == 0x0201_4B50 else { throw Self.damaged }
      let nameLength = try number(offset + 28, 2)
      let name = try slice(offset + 46, nameLength)
      entries[String(decoding: name, as: UTF8.self)] = offset
      offset += 46 + nameLength + (try number(offset + 30, 2)) + (try number(offset + 32, 2))
    }
  }

  /// Lends the bytes of an entry, unpacked; where there is none, of the only one of that name in a folder.
  func withContent<Result>(
    of name: String, _ body: (UnsafeRawBufferPointer) throws(FileProblem) -> Result
  ) throws(FileProblem) -> Result {
    let within = entries.keys.filter { $0.hasSuffix("/\(name)") }
    guard let entry = entries[name] ?? (within.count == 1 ? entries[within[0]] : nil) else {
      throw FileProblem("is a zip archive without \(name.quoted), so it is no file of Keras 3")
    }
    if try number(entry + 8, 2) & 1 == 1 { throw FileProblem("\(name) in it is encrypted") }
    let method = try number(entry + 10, 2)
    let (packed, size, header) = try extent(of: entry)
    guard try number(header, 4) == 0x0403_4B50 else { throw Self.damaged }
    let start = header + 30 + (try number(header + 26, 2)) + (try number(header + 28, 2))
    let data = try slice(start, packed)
    let limit = min(SyntaxTree.maximumBytes, max(Self.unsuspicious, packed * Self.maximumRatio))
    guard size <= limit, packed <= SyntaxTree.maximumBytes else {
      throw FileProblem(
        "\(name) in it would unpack to \(size) bytes from \(packed), which no configuration does")
    }
    switch method {
    case 0 where packed == size: return try body(UnsafeRawBufferPointer(rebasing: data))
    case 8:
      let content = FileContent(try inflate(data, to: size, name))
      return try content.withBytes(body)
    default: throw FileProblem("\(name) in it is packed in a way that is not known (\(method))")
    }
  }

  /// Unpacks a deflated entry into as many bytes as it says it has, and not one more.
  private func inflate(_ data: Slice<UnsafeRawBufferPointer>, to size: Int, _ name: String)
    throws(FileProblem) -> [UInt8]
  {
    let failure = FileProblem(
      "\(name) in it is damaged: it does not unpack to the \(size) bytes that it should")
    var stream = z_stream()
    // Without zlib's header, as zip has it.
    let version = ZLIB_VERSION
    guard inflateInit2_(&stream, -MAX_WBITS, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw failure
    }
    defer { inflateEnd(&stream) }
    var input = Array(data)
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
        (stream.next_out, stream.avail_out) = (buffer.baseAddress, UInt32(size))
        isWhole = CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0
      }
      count = size - Int(stream.avail_out)
    }
    if !isWhole { throw failure }
    return output
  }

  /// How many bytes an entry has in the archive and unpacked, and where it begins. What is too large for 32 bits
  /// stands in a field behind its name, in this order (4.5.3).
  private func extent(of entry: Int) throws(FileProblem) -> (packed: Int, size: Int, header: Int) {
    var numbers = [try number(entry + 24, 4), try number(entry + 20, 4), try number(entry + 42, 4)]
    guard numbers.contains(0xFFFF_FFFF) else { return (numbers[1], numbers[0], numbers[2]) }
    var field = entry + 46 + (try number(entry + 28, 2))
    let end = field + (try number(entry + 30, 2))
    while field + 4 <= end, try number(field, 2) != 1 { field += 4 + (try number(field + 2, 2)) }
    guard field + 4 <= end else { throw Self.damaged }
    field += 4
    for place in numbers.indices where numbers[place] == 0xFFFF_FFFF {
      guard field + 8 <= end else { throw Self.damaged }
      numbers[place] = try number(field, 8)
      field += 8
    }
    return (numbers[1], numbers[0], numbers[2])
  }

  // MARK: - Bytes

  private static let damaged = FileProblem("is a zip archive whose directory is damaged")

  /// Where the record is with which the directory ends; a comment of up to 64 KiB may follow it.
  private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let signature = Array("PK\u{5}\u{6}".utf8)
    return (max(0, bytes.count - 65_557)..<max(0, bytes.count - 21)).last {
      bytes[$0] == signature[0] && bytes[$0...].starts(with: signature)
    }
  }

  /// A number of so many bytes, the lowest first.
  private func number(_ offset: Int, _ width: Int) throws(FileProblem) -> Int {
    let value = try slice(offset, width).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard let number = Int(exactly: value) else { throw Self.damaged }
    return number
  }

  private func slice(_ offset: Int, _ count: Int) throws(FileProblem) -> Slice<UnsafeRawBufferPointer> {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      throw Self.damaged
    }
    return bytes[offset..<offset + count]
  }
}
