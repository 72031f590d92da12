/// The stable name of everything that can be wrong with a layer. The words shown are apart from it.
///
/// This is the one table of them: the manual and the tests iterate it.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  case inexactSize = "inexact-size"
  case windowTooLarge = "window-too-large"
  case paddingTooLarge = "padding-too-large"
  case groupsDoNotDivide = "groups-do-not-divide"
  case partsDoNotDivide = "parts-do-not-divide"
  case tooFewElements = "too-few-elements"
  case elementsDiffer = "elements-differ"
  case mismatchedInputs = "mismatched-inputs"
  case misalignedInputs = "misaligned-inputs"
  case inputRank = "input-rank"
  case axisCount = "axis-count"
  case axisOutOfRange = "axis-out-of-range"
  case inputCount = "input-count"
  case unknownInput = "unknown-input"
  case unknownDimension = "unknown-dimension"
  case sharedParameters = "shared-parameters"
  case cycle = "cycle"
  case duplicateName = "duplicate-name"
  case noInput = "no-input"
  case unusedOutput = "unused-output"
  case missingAttribute = "missing-attribute"
  case attributeOutOfRange = "attribute-out-of-range"
  case overflow = "overflow"
  case notModelled = "not-modelled"

  /// What it means, for the manual.
  public var explanation: String {
    switch self {
    case .inexactSize:
      "A window does not divide its padded input: the output size is not a whole number. An error under "
        + "`exact`; under `floor` a warning that says what is never read."
    case .windowTooLarge: "The window is larger than its padded input, so there is no place to put it."
    case .paddingTooLarge:
      "A pool is padded by more than half its size (Caffe: by its size or more), so that a window could lie in "
        + "padding alone; or padding takes off, or repeats, more than there is."
    case .groupsDoNotDivide: "The groups of a layer do not divide its input channels or its filters."
    case .partsDoNotDivide: "An axis cannot be divided into the parts that are asked for."
    case .tooFewElements: "There are too few elements for what the layer does with them."
    case .elementsDiffer: "The new shape has more or fewer elements than what comes in."
    case .mismatchedInputs: "The inputs of a merge have sizes that do not go together."
    case .misalignedInputs:
      "The inputs of a merge agree in size but step over the image at different strides."
    case .inputRank: "The input has too few or too many axes for this kind of layer."
    case .axisCount: "An attribute has a number of values that is not the input's number of spatial axes."
    case .axisOutOfRange: "An axis is named that the input does not have."
    case .inputCount: "The layer has too few or too many inputs."
    case .unknownInput: "An input names a layer, or an output of a layer, that does not exist."
    case .unknownDimension: "A size names a dimension that the network does not declare."
    case .sharedParameters:
      "The layer shares the parameters of one that does not exist, is of another kind, shares them itself, or has "
        + "parameters of other shapes."
    case .cycle: "The layer depends on its own output."
    case .duplicateName: "Two layers have the same name."
    case .noInput: "Nothing comes before the layer, or the network has no layer at all."
    case .unusedOutput: "No layer uses this layer's output, and it is neither an output nor the last layer."
    case .missingAttribute: "The layer lacks a value that its kind cannot do without."
    case .attributeOutOfRange: "A value is outside its range."
    case .notModelled: "Nothing is known of such a layer but what its author declared."
    case .overflow: "A size or a count is beyond 64 bits."
    }
  }
}
