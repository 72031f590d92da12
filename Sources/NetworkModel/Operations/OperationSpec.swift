/// Everything that Strata knows about a kind of layer, declared once, in its family's file.
///
/// The analysis, the properties pane, the readers and writers, the manual and the tests iterate the catalogue;
/// none of them knows a kind by name.
public struct OperationSpec: Sendable {
  /// The kind's name in the native file: `max_pool`.
  public let id: String
  public let title: String
  public let summary: String
  public let category: OperationCategory
  /// How many inputs it takes.
  public let arity: ClosedRange<Int>
  /// Whether it ends the network, so that nobody needs to use its output.
  public let isEnd: Bool
  /// Whether its parameters and its work are known; otherwise both are blank and add nothing.
  public let isModelled: Bool
  /// What its user has to know of every such layer; shown as a note.
  public let remark: String?
  public let attributes: [AttributeSpec]
  /// What other formats call it, where the name differs.
  public let spelled: [ForeignFormat: String]
  /// How it carries spatial axes from input to output: receptive field, exactness and fix-its follow from it.
  public let spatial: SpatialRule
  /// The outputs' shapes. Runs only when every attribute has a value within its range.
  public let shape: @Sendable (OperationInput) throws(ShapeProblem) -> Outputs
  /// Whether the parameters depend on no more of the input than its channels and its number of axes, so that
  /// other spatial sizes leave them as they are.
  let parametersFollowChannels: Bool
  /// Declares the learned and the running tensors.
  let parameters: (@Sendable (OperationInput, inout ParameterTally) -> Void)?
  /// Multiply-adds for one example, as the product that they are.
  public let multiplyAdds: (@Sendable (OperationInput, Shape) -> Product)?
  /// Whether they are so many for each element that comes out, which follows from no more of the input than its
  /// channels and its number of axes. The parameters have to do so too.
  let multiplyAddsGoByElements: Bool
  /// FLOPs for one example that are in no multiply-add: additions of a bias, comparisons, functions. `LayerCounts`
  /// says what counts.
  public let otherFLOPs: OtherFLOPs?
  /// Where the outputs are kept; in memory of their own, unless said.
  public let storage: (@Sendable (OperationInput) -> OutputStorage)?
  /// How the output's size comes about, where no window explains it: `6·6·256 = 9,216`.
  public let sizeFormula: @Sendable (OperationInput, Shape) -> String?

  init(
    id: String, title: String, summary: String, category: OperationCategory,
    arity: ClosedRange<Int> = 1...1, isEnd: Bool = false, isModelled: Bool = true, remark: String? = nil,
    attributes: [AttributeSpec] = [],
    spelled: [ForeignFormat: String] = [:], spatial: SpatialRule,
    shape: @escaping @Sendable (OperationInput) throws(ShapeProblem) -> Outputs,
    parametersFollowChannels: Bool = false,
    parameters: (@Sendable (OperationInput, inout ParameterTally) -> Void)? = nil,
    multiplyAdds: (@Sendable (OperationInput, Shape) -> Product)? = nil,
    multiplyAddsGoByElements: Bool = false,
    otherFLOPs: OtherFLOPs? = nil,
    storage: (@Sendable (OperationInput) -> OutputStorage)? = nil,
    sizeFormula: @escaping @Sendable (OperationInput, Shape) -> String? = { _, _ in nil }
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.category = category
    self.arity = arity
    self.isEnd = isEnd
    self.isModelled = isModelled
    self.remark = remark
    self.attributes = attributes
    self.spelled = spelled
    self.spatial = spatial
    self.shape = shape
    self.parametersFollowChannels = parametersFollowChannels
    self.parameters = parameters
    self.multiplyAdds = multiplyAdds
    self.multiplyAddsGoByElements = multiplyAddsGoByElements
    self.otherFLOPs = otherFLOPs
    self.storage = storage
    self.sizeFormula = sizeFormula
  }

  /// Whether such a layer may have parameters.
  public var learns: Bool { parameters != nil }

  public func attribute(_ name: AttributeName) -> AttributeSpec? { attributes.first { $0.name == name } }
}

/// The families, as the list colours them and the manual groups them.
public enum OperationCategory: String, Sendable, CaseIterable {
  case ends, convolution, pooling, dense, normalization, activation, merging, shape, sequence
}

/// Where an operation keeps its outputs at inference.
public enum OutputStorage: Sendable {
  /// In memory of their own.
  case own
  /// Over the first input, if nobody reads that any more and the sizes agree.
  case overInput
  /// They are the first input's memory under another shape.
  case input
}

/// How an operation carries spatial axes from its input to its output.
public enum SpatialRule: Sendable {
  /// The axes start here.
  case source
  /// It begins here too, but no input has a part in it.
  case still
  /// Each element depends on the same place of the input.
  case pointwise
  /// Each element depends on the same place of the input, but on the whole of certain axes (the batch is 0).
  case across(@Sendable (OperationInput) -> Range<Int>)
  /// A window slides along each axis.
  case windows(@Sendable (OperationInput) throws(ShapeProblem) -> Windows)
  /// Every output depends on the whole input, or the axes are mixed: nothing spatial is known after it.
  case mixing

  /// Whether the trace of a single input, and the layer itself, say all about the output's trace, so that other
  /// sizes leave it as it is. Windows that follow the input's size do so by a rule that knows no size.
  var followsTracesAlone: Bool {
    switch self {
    case .pointwise, .windows, .mixing, .still: true
    case .source, .across: false
    }
  }
}
