/// Where the network came from and where it is saved.
public struct Document: Hashable, Sendable {
  /// The file, if there is one yet.
  public var path: String?
  /// What to call it while there is none: a template's name, say.
  public var name: String
  /// What the file looked like when it was last read or written; only the runner knows how to read it.
  public var fingerprint: String?

  public init(path: String? = nil, name: String = "untitled", fingerprint: String? = nil) {
    (self.path, self.name, self.fingerprint) = (path, name, fingerprint)
  }

  /// The file's name without its folders.
  public var title: String {
    path.map { $0.split(separator: "/").last.map(String.init) ?? $0 } ?? name
  }

  /// The title without its extension, to begin another file's name with.
  var stem: String {
    guard let dot = title.lastIndex(of: "."), dot != title.startIndex else { return title }
    return String(title[..<dot])
  }
}
