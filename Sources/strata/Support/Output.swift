import NetworkFormats

/// Writes a command's result to a file, or to standard output where that is `nil` or `-`.
func output(_ bytes: [UInt8], to path: String? = nil) throws(StorageProblem) {
  if let path, path != "-" {
    try FileStore.save(bytes, to: path, expecting: .anything)
  } else {
    try FileStore.write(bytes, to: .output)
  }
}

extension NetworkSource {
  /// Says on standard error what there is to know of how the file was read.
  func tellNotes() throws(StorageProblem) {
    let lines = notes.map { "strata: \(name.madeSafe): \($0.madeSafe)\n" }
    try FileStore.write(Array(lines.joined().utf8), to: .error)
  }
}

func output(_ text: String, to path: String? = nil) throws(StorageProblem) {
  try output(Array(text.utf8), to: path)
}

/// Says on standard error where a written file differs from its network.
func reportNotes(of export: Export) throws(StorageProblem) {
  let lines = export.notes.map { "strata: note: \($0.madeSafe)\n" }
  if !lines.isEmpty { try FileStore.write(Array(lines.joined().utf8), to: .error) }
}
