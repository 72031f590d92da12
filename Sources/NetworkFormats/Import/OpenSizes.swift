import NetworkModel

/// What stands for sizes that a file leaves open.
enum OpenSizes {
  /// 1, or what images have, from small to large.
  private static let candidates = [1, 28, 32, 64, 128, 224, 299, 512]

  /// Reads a file with the first size for which no layer breaks, or with that for which the fewest do: at 1 most
  /// windows are larger than their input.
  static func reading(
    _ read: (_ size: Int) throws(FileProblem) -> FileFormat.Reading
  ) throws(FileProblem) -> FileFormat.Reading {
    var best = try read(candidates[0])
    var fewest = brokenLayers(best)
    for size in candidates.dropFirst() where fewest > 0 && !best.network.settings.dimensions.isEmpty {
      let reading = try read(size)
      let broken = brokenLayers(reading)
      if broken < fewest { (best, fewest) = (reading, broken) }
    }
    return best
  }

  private static func brokenLayers(_ reading: FileFormat.Reading) -> Int {
    let analysis = Analysis(of: reading.network)
    return reading.network.ids.count { analysis[$0].isBroken || analysis[$0].outputs.isEmpty }
  }
}
