import NetworkModel

extension Operators {
  /// What is done to sounds, which no layer stands for, with the shapes that the standard gives what comes out.
  static let signals: [String: Translation] = [
    "DFT": { _, node in .shapes([spectrum(node)]) },
    "STFT": { _, node in .shapes([spectra(node)]) },
    "HannWindow": window, "HammingWindow": window, "BlackmanWindow": window,
    "MelWeightMatrix": { _, node in
      guard let bands = node.integers(0)?.first, let length = node.integers(1)?.first else {
        return .shapes([])
      }
      return .shapes([[Size(length / 2 + 1), Size(bands)]])
    },
  ]

  private static let window: Translation = { _, node in
    .shapes([node.constant(0)?.values?.first.map { [Size($0)] }])
  }

  /// Complex numbers are two on the last axis; of what is real, half the frequencies tell all.
  private static func spectrum(_ node: OperatorNode) -> [Size]? {
    guard var shape = node.shape(0), shape.count > 1 else { return nil }
    let axis = node.has(2) ? node.integers(2)?.first : node.version < 20 ? node.integer("axis", 1) : -2
    guard let axis, (-shape.count..<shape.count).contains(axis) else { return nil }
    let place = axis < 0 ? axis + shape.count : axis
    if node.has(1) {
      guard let length = node.constant(1)?.values?.first else { return nil }
      shape[place] = Size(length)
    }
    let isHalf = node.flag("onesided")
    if isHalf, !node.flag("inverse") { shape[place] = shape[place].halved }
    shape[shape.count - 1] = Size(isHalf && node.flag("inverse") ? 1 : 2)
    return shape
  }

  private static func spectra(_ node: OperatorNode) -> [Size]? {
    guard let signal = node.shape(0), signal.count > 1, let step = node.integers(1)?.first, step > 0,
      let length = node.has(3) ? node.integers(3)?.first.map({ Size($0) }) : node.shape(2)?.first
    else { return nil }
    var frames = Size.zero
    for trial in 0..<Size.scalarCount where signal[1][trial] >= length[trial] && length[trial] > 0 {
      frames[trial] = (signal[1][trial] - length[trial]) / step + 1
    }
    return [signal[0], frames, node.integer("onesided", 1) != 0 ? length.halved : length, Size(2)]
  }
}

extension Size {
  /// The frequencies from none to half of so many.
  fileprivate var halved: Size {
    var result = self
    for trial in 0..<Size.scalarCount where self[trial] > 0 { result[trial] = self[trial] / 2 + 1 }
    return result
  }
}
