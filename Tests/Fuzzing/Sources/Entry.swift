import Glibc

/// The reader that the environment names.
private let target = FuzzTarget.all.first { $0.name == getenv("FUZZ").map { String(cString: $0) } }

/// Called by libFuzzer before all else. Where the environment names no reader it says which there are; with `SEEDS`
/// set to a folder it fills that, with a dictionary beside it. Either ends the program.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard let target else {
    print(FuzzTarget.all.map(\.name).joined(separator: " "))
    exit(0)
  }
  guard let folder = getenv("SEEDS") else { return 0 }
  write(target, to: String(cString: folder))
  exit(0)
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

private func write(_ target: FuzzTarget, to folder: String) {
  for (number, seed) in target.seeds().enumerated() { write(seed, to: "\(folder)/seed\(number)") }
  let lines = Set(target.words).sorted().map { word in
    let escaped = word.utf8.map { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
        ? String(UnicodeScalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "\"\(escaped.joined())\"\n"
  }
  write(Array(lines.joined().utf8), to: "\(folder).dict")
}

private func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else {
    perror(path)
    exit(74)
  }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}
