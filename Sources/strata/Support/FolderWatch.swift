import Glibc

/// Says when a file in a folder is written, comes or goes, and when the folder itself does. Nothing wakes while
/// nothing happens.
final class FolderWatch {
  /// Has something to read once something has happened.
  let descriptor: Int32
  /// The folder, and those around it, the nearest first.
  private let places: [String]
  private var watch: Int32 = -1

  init?(_ path: String) {
    places = path.withFoldersAround
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    follow()
  }

  deinit { close(descriptor) }

  /// Waits for new changes only.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &buffer, buffer.count) > 0 {}
    follow()
  }

  private static let files = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
  private static let folders = IN_CREATE | IN_MOVED_TO
  private static let itself = IN_DELETE_SELF | IN_MOVE_SELF

  /// Watches the folder, or the nearest there is of those around it, until the next one appears there.
  private func follow() {
    // One may appear between the look for it and the watch on the folder around it.
    while watchNearest() {}
  }

  /// - Returns: whether that is another one than before.
  private func watchNearest() -> Bool {
    for place in places {
      let changes = (place == places.first ? Self.files : Self.folders) | Self.itself
      let found = inotify_add_watch(descriptor, place, UInt32(changes | IN_ONLYDIR))
      guard found >= 0 else { continue }
      if found == watch { return false }
      if watch >= 0 { inotify_rm_watch(descriptor, watch) }
      watch = found
      return true
    }
    return false
  }
}

extension String {
  /// A path and those of the folders around it, the nearest first.
  fileprivate var withFoldersAround: [String] {
    let slashes = indices.dropFirst().reversed().filter { self[$0] == "/" }
    return [self] + slashes.map { String(self[..<$0]) } + ["/"]
  }
}
