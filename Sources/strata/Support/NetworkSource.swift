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
  /// What was read.
  private(set) var bytes: [UInt8] = []
  /// The format that it was read in.
  let format: FileFormat

  /// Loads what a person named: `-`, a file, or a template where there is no such file.
  init(_ file: String) throws {
    if file == "-" {
      try self.init(try FileStore.readStandardInput(), name: "standard input")
      return
    }
    do {
      let (bytes, fingerprint) = try FileStore.read(file)
      try self.init(bytes, name: file)
      (path, self.fingerprint) = (file, fingerprint)
    } catch let problem as StorageProblem where problem.reason == .notFound {
      guard let template = Templates.named(file) else { throw problem }
      try self.init(template.bytes, name: template.id)
    }
  }

  init(template name: String) throws {
    guard let template = Templates.named(name) else {
      throw UsageProblem(message: "there is no template named \(name)")
    }
    try self.init(template.bytes, name: template.id)
  }

  /// What the designer opens: also a file that is not there yet or holds nothing, as a network without layers.
  init(toEdit file: String) throws {
    if file == "-" || Templates.named(file) != nil {
      try self.init(file)
      return
    }
    do throws(StorageProblem) {
      let (bytes, fingerprint) = try FileStore.read(file)
      if bytes.isEmpty {
        self.init(newFile: file, fingerprint)
        return
      }
    } catch {
      guard error.reason == .notFound else { throw error }
      self.init(newFile: file, nil)
      return
    }
    try self.init(file)
  }

  private init(_ bytes: [UInt8], name: String) throws {
    (network, format) = try Formats.read(bytes, name: name)
    (self.name, self.bytes) = (name, bytes)
  }

  private init(newFile path: String, _ fingerprint: FileFingerprint?) {
    network = Network(NetworkSettings(name: Formats.networkName(forFile: path)))
    (name, self.path, self.fingerprint, format) = (path, path, fingerprint, .native)
  }
}
