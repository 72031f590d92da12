import Testing

@testable import NetworkFormats

/// Archives in the ways in which zip may be written (APPNOTE.TXT 4.3).
@Suite struct KerasArchiveTests {
  private static let model =
    #"{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "d", "units": 2, "batch_input_shape": [null, 3]}}]}"#

  private static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// Stored entries, their sizes and places in 64 bits where it is wide.
  private static func archive(_ entries: [(name: String, content: String)], isWide: Bool) -> [UInt8] {
    var (file, directory) = ([UInt8](), [UInt8]())
    for (name, content) in entries {
      let (name, content) = (Array(name.utf8), Array(content.utf8))
      let size = isWide ? 0xFFFF_FFFF : content.count
      let extra =
        isWide
        ? bytes(1, 2) + bytes(24, 2) + [content.count, content.count, file.count].flatMap { bytes($0, 8) }
        : []
      directory +=
        bytes(0x0201_4B50, 4) + bytes(0, 16) + bytes(size, 4) + bytes(size, 4) + bytes(name.count, 2)
      directory +=
        bytes(extra.count, 2) + bytes(0, 10) + bytes(isWide ? 0xFFFF_FFFF : file.count, 4) + name + extra
      file += bytes(0x0403_4B50, 4) + bytes(0, 14) + bytes(size, 4) + bytes(size, 4) + bytes(name.count, 2)
      file += bytes(0, 2) + name + content
    }
    let start = file.count
    file += directory
    if isWide {
      let record = file.count
      file +=
        bytes(0x0606_4B50, 4) + bytes(44, 8) + bytes(0, 12) + bytes(entries.count, 8)
        + bytes(entries.count, 8)
      file += bytes(directory.count, 8) + bytes(start, 8)
      file += bytes(0x0706_4B50, 4) + bytes(0, 4) + bytes(record, 8) + bytes(1, 4)
    }
    file += bytes(0x0605_4B50, 4) + bytes(0, 4) + bytes(isWide ? 0xFFFF : entries.count, 2)
    return file + bytes(isWide ? 0xFFFF : entries.count, 2) + bytes(directory.count, 4)
      + bytes(isWide ? 0xFFFF_FFFF : start, 4) + bytes(0, 2)
  }

  /// In which folder the configuration is, and whether its numbers have 64 bits.
  @Test(arguments: [("", false), ("", true), ("model/", false), ("a/b/", true)])
  func theConfigurationIsFound(folder: String, isWide: Bool) throws {
    let archive = Self.archive(
      [("metadata.json", "{}"), (folder + "config.json", Self.model), ("model.weights.h5", "none")],
      isWide: isWide)
    let reading = try Formats.read(archive, name: "m.keras")
    #expect(reading.network.layers.map(\.name) == ["input", "d"])
  }

  @Test func oneOfTwoConfigurationsIsNotGuessed() {
    let archive = Self.archive([("a/config.json", Self.model), ("b/config.json", Self.model)], isWide: false)
    #expect(
      complaints(about: archive, name: "m.keras") == [
        "m.keras: is a zip archive without 'config.json', so it is no file of Keras 3"
      ])
  }
}
