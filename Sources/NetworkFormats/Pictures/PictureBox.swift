import NetworkModel

/// A tensor as a box. Lengths are square roots, so that areas are to scale: the front is height by thickness
/// (rows by channels), what goes back is the width.
struct PictureBox {
  let height, thickness, back: Double

  /// Pixels to the square root of one element.
  private static let spatialScale = 9.0
  private static let channelScale = 2.0
  private static let least = 4.0
  private static let most = 160.0
  /// How much of a length is seen when it goes back.
  private static let slant = 0.3

  /// - Parameter shape: with the batch; nothing draws an empty box.
  init(_ shape: Shape?, layout: Layout) {
    guard let shape, shape.rank > 1 else {
      let side: Double = shape == nil ? 24 : 8
      (height, thickness, back) = (side, side, 0)
      return
    }
    let channel = layout.channelAxis(rank: shape.rank)
    let spatial = (1..<shape.rank).filter { $0 != channel }.map { shape[$0] }
    let channels = Self.length(shape[channel], Self.channelScale)
    switch spatial.count {
    // A vector stands upright.
    case 0: (height, thickness, back) = (channels, 8, 0)
    case 1: (height, thickness, back) = (Self.length(spatial[0], Self.spatialScale), channels, 0)
    default:
      height = Self.length(spatial[spatial.count - 2], Self.spatialScale)
      thickness = channels
      back = Self.length(spatial[spatial.count - 1], Self.spatialScale) * Self.slant
    }
  }

  /// What it takes on paper.
  var width: Double { thickness + back }
  var fullHeight: Double { height + back }

  private static func length(_ size: Int, _ scale: Double) -> Double {
    min(max(Double(size).squareRoot() * scale, least), most)
  }
}
