import Glibc

extension FileStore {
  /// What stands in a folder, by name; nothing where it cannot be read.
  public static func list(_ folder: String) -> [(name: String, isFolder: Bool)] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      entries.append((name, isFolder("\(folder)/\(name)", entry.pointee.d_type)))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Whether it is one, also behind a link and where the file system does not say.
  private static func isFolder(_ path: String, _ type: UInt8) -> Bool {
    guard Int(type) != DT_DIR else { return true }
    guard Int(type) == DT_LNK || Int(type) == DT_UNKNOWN else { return false }
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
