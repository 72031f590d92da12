import NetworkModel

extension OperatorNode {
  /// The attributes of a window as layers have them: ONNX gives all that comes before each axis and then all that
  /// comes after it, and rounds down unless it is told otherwise.
  ///
  /// - Parameters:
  ///   - axes: how many axes it slides along.
  ///   - kernel: what the kind calls the window's size.
  /// - Returns: `nil` for what no window is.
  func window(axes: Int, kernel: AttributeName, _ sizes: [Int]) -> AttributeList? {
    guard let size = sizes.extent, sizes.count == axes else { return nil }
    var list = AttributeList([kernel: .extent(size)])
    if let padding = padding(axes: axes) { list["padding"] = .padding(padding) } else { return nil }
    // A pool's stride is its size unless it is said.
    list["stride"] = .extent(integers("strides")?.extent ?? 1)
    if let dilation = integers("dilations")?.extent { list["dilation"] = .extent(dilation) }
    if flag("ceil_mode") { list["rounding"] = .choice(Rounding.ceil.rawValue) }
    return list
  }

  func padding(axes: Int) -> Padding? {
    switch word("auto_pad") {
    case "SAME_UPPER"?: return Padding(.same)
    case "SAME_LOWER"?: return Padding(.sameLower)
    case "VALID"?: return 0
    default: return integers("pads").map { Padding(sides: $0, axes: axes) } ?? 0
    }
  }
}

extension Padding {
  /// - Parameter sides: those before each axis, then those after each.
  init?(sides: [Int], axes: Int) {
    guard sides.count == 2 * axes, let before = Extent(sides[..<axes]), let after = Extent(sides[axes...])
    else {
      return nil
    }
    self = before == after ? Padding(before.simplified) : Padding(before: before, after: after)
  }
}
