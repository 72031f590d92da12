import NetworkFormats
import NetworkModel

/// A network and where it came from.
struct NetworkSource {
  var network: Network
  /// What messages call it.
  let name: String
  /// The file to save to; nothing for a template and for standard input.
  private(set) var path: String?
  /// What the file held when it was read; nothing where there is no file yet.
  private(set) var fingerprint: FileFingerprint?
  /// What a native file held.
  private(set) var bytes: [UInt8] = []
  /// The format that it was read in, or that its ending stands for.
  let format: FileFormat
  /// What its user has to know of how it was read.
  private(set) var notes: [String] = []

  /// Loads what a person named: `-`, a file, or a template where there is no such file.
  ///
  /// - Parameter sizes: what will be set of its dimensions.
  init(_ file: String, assuming sizes: [String: Int] = [:]) throws {
    if file == "-" {
      try self.init(try FileStore.readStandardInput(), name: "standard input", assuming: sizes)
      return
    }
    do {
      try self.init(try FileStore.read(file), path: file, assuming: sizes)
    } catch let problem as StorageProblem where problem.reason == .notFound {
      guard let template = Templates.named(file) else { throw problem }
      try self.init(FileContent(template.bytes), name: template.id)
    }
  }

  init(template name: String) throws {
    guard let template = Templates.named(name) else {
      throw UsageProblem(message: "there is no template named \(name)")
    }
    try self.init(FileContent(template.bytes), name: template.id)
  }

  /// What the designer opens: also a file that is not there yet or holds nothing, as a network without layers.
  init(toEdit file: String) throws {
    if file == "-" || Templates.named(file) != nil {
      try self.init(file)
      return
    }
    do {
      // Nobody could take back what waits for ever.
      let content = try FileStore.read(file, patience: 5000)
      if content.isEmpty {
        self.init(newFile: file, content.fingerprint)
      } else {
        try self.init(content, path: file)
      }
    } catch let problem as StorageProblem where problem.reason == .notFound {
      self.init(newFile: file, nil)
    }
  }

  /// A file that is there. Only of a native one is kept what it held: no other is ever written to.
  private init(_ content: FileContent, path: String, assuming sizes: [String: Int] = [:]) throws {
    try self.init(content, name: path, assuming: sizes)
    self.path = path
    if format.id == FileFormat.native.id { (fingerprint, bytes) = (content.fingerprint, content.bytes) }
  }

  private init(_ content: FileContent, name: String, assuming sizes: [String: Int] = [:]) throws {
    (network, format, notes) = try Formats.read(content, name: name, assuming: sizes)
    self.name = name
    if format.id == FileFormat.native.id { bytes = content.bytes }
  }

  private init(newFile path: String, _ fingerprint: FileFingerprint?) {
    network = Network(NetworkSettings(name: Formats.networkName(forFile: path)))
    format = Formats.forFile(named: path) ?? .native
    (name, self.path, self.fingerprint) = (path, path, fingerprint)
  }
}
