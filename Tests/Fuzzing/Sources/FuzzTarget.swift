import NetworkFormats
import NetworkModel

/// One reader under random bytes; one declaration each.
struct FuzzTarget: Sendable {
  let name: String
  /// What mutations are made of, beside what is found in the seeds.
  let words: [String]
  /// Small inputs to begin with.
  let seeds: @Sendable () -> [[UInt8]]
  /// Reads; whatever the bytes are, it comes back, and in no time.
  let read: @Sendable (_ bytes: [UInt8]) -> Void

  static let all: [FuzzTarget] = [
    .native, .layers, .onnx, .keras, .kerasArchive, .caffe, .theme, .configuration, .journal, .assignments,
  ]

  /// A reader of networks.
  ///
  /// - Parameter file: the name by which the format is told where the content does not.
  init(
    _ name: String, file: String, words: [String], seeds: @escaping @Sendable () -> [[UInt8]]
  ) {
    self.init(name: name, words: words, seeds: seeds) { bytes in
      guard let reading = try? Formats.read(bytes, name: file) else { return }
      check(reading.network)
    }
  }

  init(
    name: String, words: [String], seeds: @escaping @Sendable () -> [[UInt8]],
    read: @escaping @Sendable ([UInt8]) -> Void
  ) {
    (self.name, self.words, self.seeds, self.read) = (name, words, seeds, read)
  }
}

extension FuzzTarget {
  /// The small built-in networks, in a format.
  static func templates(as format: FileFormat) -> [[UInt8]] {
    Templates.all.compactMap { template in
      guard template.bytes.count < 8 << 10, let network = network(template.bytes) else { return nil }
      return try? format.write(Report(network, Analysis(of: network))).bytes
    }
  }

  static func network(_ bytes: [UInt8]) -> Network? {
    (try? Formats.read(bytes, name: "seed"))?.network
  }

  /// The words of the catalogue: kinds and attributes.
  static let catalogueWords: [String] = Catalogue.specs.flatMap { spec in
    [spec.id] + spec.attributes.map(\.name.text)
  }

  /// The words that another program has for them.
  static func foreignWords(_ format: ForeignFormat) -> [String] {
    Catalogue.specs.flatMap { spec in
      ([spec.spelled[format]] + spec.attributes.map { $0.spelled[format] }).compactMap { $0 }
        .flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init) }
    }
  }

  static let numbers = [
    "0", "1", "-1", "7", "1024", "2147483648", "4294967296", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "1e308", "0.5", "NaN", "Infinity",
  ]
}
