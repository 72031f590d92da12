import Glibc

/// Says when a file in a folder is written, comes or goes. Nothing wakes while nothing happens.
final class FolderWatch {
  /// Has something to read once something has happened.
  let descriptor: Int32

  /// Fails where there is no such folder.
  init?(_ path: String) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let changes = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
    guard inotify_add_watch(descriptor, path, UInt32(changes)) >= 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Waits for new changes only.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }
}
