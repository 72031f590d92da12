/// What the numbers of a tensor are stored as.
public enum ElementType: String, Sendable, CaseIterable {
  case float32, float16, bfloat16, int8, int4

  /// Bits of an element.
  public var bits: Int {
    switch self {
    case .float32: 32
    case .float16, .bfloat16: 16
    case .int8: 8
    case .int4: 4
    }
  }

  /// Bytes of a tensor of so many elements. A tensor takes whole bytes: of an odd number of int4, half of the last
  /// byte goes unused.
  public func bytes(of elements: Count) -> Count {
    if bits >= 8 { return elements * Count(bits / 8) }
    let perByte = 8 / bits
    return elements.value.map { Count($0 / perByte + ($0 % perByte == 0 ? 0 : 1)) } ?? .overflow
  }

  /// Bytes of an element, as a factor in a formula.
  var factor: String { bits >= 8 ? "\(bits / 8)" : "½" }
}
