import NetworkModel

/// How a kind of layer is written for Caffe; one declaration each, in its family's file.
struct CaffeOperation: Sendable {
  /// What stands for a merge with a number, which comes first or second.
  typealias WithNumber = @Sendable (_ number: Double, _ isFirst: Bool) -> [CaffeStep]

  let kind: String
  let withNumber: WithNumber?
  let code: @Sendable (CaffeSource) throws(Refusal) -> CaffeCode

  init(
    _ kind: String, withNumber: WithNumber? = nil,
    code: @escaping @Sendable (CaffeSource) throws(Refusal) -> CaffeCode
  ) {
    (self.kind, self.withNumber, self.code) = (kind, withNumber, code)
  }

  /// A kind that Caffe has nothing for.
  static func refused(_ kind: String, _ reason: String) -> CaffeOperation {
    CaffeOperation(kind) { _ throws(Refusal) in throw Refusal(reason) }
  }

  /// Every kind of the catalogue, which a test sees to; those that cannot be written refuse with the reason.
  static let all: [String: CaffeOperation] = Dictionary(
    uniqueKeysWithValues: [
      caffeEnds, caffeConvolutions, caffePools, caffeDense, caffeElements, caffeNormalizations, caffeMerging,
      caffeShapes, caffeSelecting, caffeUnsaid,
    ].flatMap { $0 }.map { ($0.kind, $0) })
}

/// What a layer becomes: layers of Caffe's, each reading the one before.
struct CaffeCode: Sendable {
  var steps: [CaffeStep] = []
  /// The top of the last step that is the layer's first output.
  var firstTop = 0
  /// What differs from the network, in words that follow the layer's name and a colon.
  var notes: [String] = []

  /// The same under another name.
  static let copy = layer("Split")

  static func layer(_ type: String, _ parameters: String? = nil, _ fields: [CaffeField] = []) -> CaffeCode {
    CaffeCode(steps: [CaffeStep(type, parameters, fields)])
  }
}

/// One of Caffe's layers.
struct CaffeStep: Sendable {
  let type: String
  /// The message of its parameters, `convolution_param`, and what is in it.
  let parameters: String?
  let fields: [CaffeField]
  /// What its name has behind the layer's.
  var suffix = ""
  /// `nil`: all that the layer reads, or what the step before gives.
  var bottoms: [Bottom]?
  var tops = 1
  /// How many learned tensors it has that another layer may share.
  var sharable = 0

  enum Bottom: Sendable {
    /// What the layer reads.
    case input(Int)
    case former
    case blob(String)
  }

  init(_ type: String, _ parameters: String? = nil, _ fields: [CaffeField] = []) {
    (self.type, self.parameters, self.fields) = (type, parameters, fields)
  }

  /// Whether its output may stand where its input was: those layers whose gradients need no more than the output.
  var worksInPlace: Bool { bottoms == nil && Self.inPlace.contains(type) }

  private static let inPlace: Set<String> = [
    "ReLU", "PReLU", "ELU", "Sigmoid", "TanH", "Swish", "Dropout", "BatchNorm", "Scale", "Bias",
  ]
}

/// A layer with the order in which its axes stand in Caffe: batch, channels, height, width.
struct CaffeSource {
  let context: LayerContext
  let settings: NetworkSettings
  /// The latest blob with an image of a size.
  let images: [[Int]: String]

  /// Whether an image's channels go from the end to the place behind the batch.
  func isMoved(rank: Int) -> Bool { settings.layout == .channelsLast && rank == 4 }

  /// Where an axis of the network's stands.
  func place(_ axis: Int, rank: Int? = nil) -> Int {
    let rank = rank ?? context.rank
    return isMoved(rank: rank) ? movedAxis(axis, rank: rank) : axis
  }

  func sizes(_ shape: Shape) -> [Int] { Self.sizes(shape, settings) }

  static func sizes(_ shape: Shape, _ settings: NetworkSettings) -> [Int] {
    let sizes = shape.dimensions
    return settings.layout == .channelsLast && sizes.count == 4
      ? [sizes[0], sizes[3], sizes[1], sizes[2]] : sizes
  }

  /// Whether the elements of a tensor come in the same order as in the network.
  func keepsOrder(_ shape: Shape) -> Bool {
    !isMoved(rank: shape.rank) || shape[3] == 1 || (shape[1] == 1 && shape[2] == 1)
  }

  /// - Throws: where the elements would be dealt out in another order.
  func requireOrder() throws(Refusal) {
    guard keepsOrder(context.shape), keepsOrder(context.output) else {
      throw Refusal("it takes the elements in the network's order of axes, and Caffe has the channels first")
    }
  }

  /// - Throws: where the channels are not behind the batch.
  func requireChannels() throws(Refusal) {
    guard context.rank > 1, place(context.input.channelAxis) == 1 else {
      throw Refusal(
        "Caffe has the channels behind the batch, and here they are the last of \(context.rank) axes")
    }
  }

  func requireImage() throws(Refusal) {
    guard context.rank == 4 else {
      throw Refusal("it is written for images of two axes, and here are \(context.spatialRank)")
    }
  }

  /// What to know where an image becomes a vector for which weights are learned.
  var orderNotes: [String] {
    keepsOrder(context.shape)
      ? [] : ["flattens channel by channel, as Caffe does: weights learned elsewhere come in another order"]
  }
}

let forkNote = "is a layer that only forks of Caffe have, as SSD's"
