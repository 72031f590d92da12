/// FLOPs for one example that are in no multiply-add, by the convention of `LayerCounts`.
public enum OtherFLOPs: Sendable {
  /// So many for each element of the first output. For a kind whose parameters follow the channels, it follows from
  /// no more than they do.
  case perElement(@Sendable (OperationInput) -> Count)
  /// As the product that they are, of the input and the first output.
  case total(@Sendable (OperationInput, Shape) -> Product)

  /// How many for each element, where they go by elements.
  func perElement(_ input: OperationInput) -> Count? {
    if case .perElement(let flops) = self { flops(input) } else { nil }
  }

  /// The formula; no factors where there is nothing to do.
  func product(_ input: OperationInput, _ output: Shape) -> Product {
    switch self {
    case .perElement(let flops): output.work(perElement: flops(input))
    case .total(let product): product(input, output)
    }
  }

  /// One addition for each element that comes out, where the layer has a bias.
  static let biasAdditions = OtherFLOPs.perElement { input in input[bias] ? 1 : 0 }
}

extension Shape {
  /// So many FLOPs for each element of one example.
  func work(perElement flops: Count) -> Product {
    if flops == .zero { return Product() }
    var product = sizes(from: 1)
    if flops != 1 || product.factorCount == 0 { product.append(flops) }
    return product
  }
}

/// What is made of the elements under a window.
enum Pooled {
  case largest, mean
  /// The root of a sum of powers.
  case norm

  /// FLOPs for so many windows that hold so many elements together: of *n* elements the largest takes *n* − 1
  /// comparisons, the mean *n* − 1 additions and a division, a norm *n* powers, *n* − 1 additions and a root.
  func flops(elements: Count, windows: Count) -> Count {
    switch self {
    case .largest: elements - windows
    case .mean: elements
    case .norm: elements * 2
    }
  }
}

/// How many elements lie under all windows of adaptive pooling, those that lie under two counted twice. Along an
/// axis the *i*-th of *O* windows goes from ⌊*i·I/O*⌋ to ⌈(*i* + 1)·*I/O*⌉ (PyTorch's AdaptiveAveragePooling.cpp), so
/// that it shares an element with the next unless *O* divides *i·I*: *I* + *O* − gcd(*I*, *O*) together.
func adaptiveElements(_ input: OperationInput, _ output: Shape) -> Count {
  var elements = Count(input.channels)
  for axis in 0..<input.spatialRank {
    let (size, parts) = (input.spatialSize(axis), output[input.layout.firstSpatialAxis + axis])
    elements = elements * (Count(size) + Count(parts - greatestCommonDivisor(size, parts)))
  }
  return elements
}
