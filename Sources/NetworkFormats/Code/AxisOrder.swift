import NetworkModel

/// In which order of axes an operation wants what it reads.
enum AxisOrder {
  /// Channels behind the batch, as frameworks with modules for images want it.
  case channelsFirst
  /// As the network has them, since the operation depends on it.
  case asWritten
  /// Either, since axes are found by what they are.
  case any

  /// Tensors of as many axes go together in any order, and single numbers with all; others are aligned at their
  /// last axes.
  @Sendable static func ofAligned(_ context: LayerContext) -> AxisOrder {
    Set(context.input.shapes.map(\.rank)).subtracting([0]).count <= 1 ? .any : .asWritten
  }

  /// Where axes are dropped, what is left stands as it is written, unless it is a vector.
  @Sendable static func ofKept(_ context: LayerContext) -> AxisOrder {
    context.flag("keep_axes") || context.output.rank <= 2 ? .any : .asWritten
  }

  /// A vector has but one order.
  @Sendable static func ofSqueezed(_ context: LayerContext) -> AxisOrder {
    context.output.rank <= 2 ? .any : .asWritten
  }
}

/// A layer with the order in which its tensors' axes stand where it is written to.
protocol OrderedLayer {
  var context: LayerContext { get }
  /// Whether the channels stand behind the batch although the network has them last.
  var isMoved: Bool { get }
}

extension OrderedLayer {
  /// The place where it is written to of an axis of the network's.
  func place(_ axis: Int, rank: Int? = nil) -> Int {
    isMoved ? movedAxis(axis, rank: rank ?? context.rank) : axis
  }

  /// The place of an axis that an attribute names.
  func place(of attribute: AttributeName) -> Int { place(context.axis(context.integer(attribute))) }

  /// Numbers for each axis, the batch included, in the order that is written.
  func placed(_ values: [Int]) -> [Int] { isMoved ? movingChannels(values) : values }

  /// A tensor's sizes behind the batch, in the order that is written.
  func sizes(of shape: Shape) -> [Int] { Array(placed(shape.dimensions).dropFirst()) }
}

/// Numbers for each axis, the channels' gone from the end to the place behind the batch.
func movingChannels(_ values: [Int]) -> [Int] {
  guard values.count > 2, let channels = values.last else { return values }
  return [values[0], channels] + values.dropFirst().dropLast()
}

/// Where an axis stands once the channels have gone from the end to the place behind the batch.
func movedAxis(_ axis: Int, rank: Int) -> Int {
  axis == 0 || rank < 3 ? axis : axis == rank - 1 ? 1 : axis + 1
}

/// How axes are put in order: channels behind the batch, or at the end again.
func channelPermutation(rank: Int, isMovedAfter: Bool) -> [Int] {
  isMovedAfter ? [0, rank - 1] + (1..<rank - 1) : [0] + (2..<rank) + [1]
}
