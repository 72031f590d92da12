import ArgumentParser
import NetworkModel

/// What numbers are counted in.
struct CostArguments: ParsableArguments {
  @Option(help: "What parameters and activations are stored as, for their bytes.")
  var elementType = ElementType.float32

  /// The convention, for the help of the commands that show the numbers.
  static let convention = """
    Weights and biases are what is trained; running statistics are counted apart. A MAC is a multiplication and \
    the addition of what it gives. FLOPs are twice the MACs, and one for each other operation on a number: the \
    addition of a bias, a comparison, a division, a function's value. Both are for one example; activations are \
    for the whole batch. Peak memory frees each activation after its last use. What is not known is left blank.
    """
}

extension ElementType: ExpressibleByArgument {}
