import NetworkModel

extension ONNXType {
  /// The declared shape; `nil` for one of more axes than a tensor has.
  private var shape: ONNXShape? {
    guard hasTensorType, tensorType.hasShape, tensorType.shape.dim.count <= Shape.maximumRank else {
      return nil
    }
    return tensorType.shape
  }

  /// The declared sizes, as far as they are numbers or names that the network has; `nil` where none are declared.
  func sizes(_ trials: Trials) -> [Size?]? {
    shape?.dim.map { dimension in
      switch dimension.value {
      case .dimValue(let size)? where size > 0: Size(Int(size))
      case .dimParam(let name)?: trials.size(named: name)
      default: nil
      }
    }
  }

  /// The declared sizes, of which those that are left open become dimensions of the network.
  ///
  /// - Parameter name: the tensor's, after which a dimension without a name is called.
  /// - Returns: `nil` where the file declares no shape, or one that cannot be.
  func sizesOpening(_ trials: inout Trials, named name: String) -> [Size]? {
    guard let shape else { return nil }
    var sizes: [Size] = []
    for (axis, dimension) in shape.dim.enumerated() {
      switch dimension.value {
      case .dimValue(let size)?:
        guard size > 0 else { return nil }
        sizes.append(Size(Int(size)))
      case .dimParam(let given)? where !given.isEmpty:
        sizes.append(trials.size(named: given) ?? trials.dimension(named: given))
      default: sizes.append(trials.dimension(named: "\(name)_\(axis)"))
      }
    }
    return sizes
  }
}
