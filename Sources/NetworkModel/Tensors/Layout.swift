/// Where a tensor's channels stand among its axes. The batch always comes first.
public enum Layout: String, Sendable, CaseIterable {
  /// N × spatial × C, as Keras and TensorFlow have it.
  case channelsLast = "channels_last"
  /// N × C × spatial, as PyTorch, ONNX and Caffe have it.
  case channelsFirst = "channels_first"

  /// The axis of the channels in a tensor of that rank (batch included); a vector's features are its channels.
  public func channelAxis(rank: Int) -> Int { max(self == .channelsFirst ? min(1, rank - 1) : rank - 1, 0) }

  /// The axis of the first spatial size.
  public var firstSpatialAxis: Int { self == .channelsFirst ? 2 : 1 }

  /// The axes that are neither batch nor channels.
  func spatialAxes(rank: Int) -> Range<Int> { firstSpatialAxis..<firstSpatialAxis + max(rank - 2, 0) }

  /// How axes are named in a heading: `H×W×C`.
  public var title: String { self == .channelsFirst ? "C×H×W" : "H×W×C" }
}

/// The name of a spatial axis as people say it: `L`, `H W`, `D H W`.
public func spatialAxisName(_ axis: Int, of count: Int) -> String {
  switch count {
  case 1: "L"
  case 2: axis == 0 ? "H" : "W"
  case 3: axis == 0 ? "D" : axis == 1 ? "H" : "W"
  default: "axis \(axis + 1)"
  }
}
