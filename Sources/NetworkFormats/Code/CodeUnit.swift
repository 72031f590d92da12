import NetworkModel

/// What is written as one class or function: the network, or a group of it.
final class CodeUnit {
  /// The names of the groups that lead to it, its own last; empty for the network.
  let path: [String]
  /// What it reads from outside, in the order of first use.
  let arguments: [Tensor]
  var steps: [CodeStep]
  /// What is read outside of it, as seen from within.
  var results: [CodeReference]
  /// The same as seen from outside.
  let outputs: [Tensor]
  /// How many levels of groups there are in it.
  let height: Int
  /// Whether units that read other numbers of tensors are written as the same.
  var takesAnyNumber = false
  /// How it is made: the call of a class or a function. Known once it has been compared with all others.
  var call = Python.nothing

  init(
    path: [String], arguments: [Tensor], steps: [CodeStep], results: [CodeReference], outputs: [Tensor],
    height: Int
  ) {
    (self.path, self.arguments, self.steps, self.results) = (path, arguments, steps, results)
    (self.outputs, self.height) = (outputs, height)
  }
}

extension CodeUnit {
  /// What the values that come in are called: the layers that make them, or the groups of these that lie beside the
  /// unit's own.
  func argumentNames(in network: Network) -> [String] {
    arguments.map { tensor in
      let layer = network[tensor.layer]
      let names = CodeTree.path(of: layer?.name ?? "")
      let shared = zip(names, path).prefix { $0 == $1 }.count
      let name = names.indices.contains(shared) ? names[shared] : names.last ?? ""
      return PythonNames.variable(name, prefix: layer?.kind.name ?? "x")
    }
  }
}

extension CodeUnit {
  /// Whether all that it reads is joined first, and nothing of it read again.
  var joinsArguments: Bool {
    guard let first = steps.first, case .layer(_, let code) = first.content, code.joinsList,
      first.operands
        == arguments.indices.map({ CodeOperand(reference: .argument($0), permutation: nil) })
    else { return false }
    let read = steps.dropFirst().flatMap { $0.operands.map(\.reference) } + results
    return read.allSatisfy { if case .argument = $0 { false } else { true } }
  }
}

/// One thing that a unit does.
struct CodeStep {
  enum Content {
    case layer(LayerID, LayerCode)
    case unit(CodeUnit)
    /// Equal units one after the other.
    case run(CodeUnit, count: Int)
    /// Units of which each joins what came in with what all before it came to, made by calls that differ in nothing
    /// but numbers that grow evenly. It comes to the list of all that.
    case gathered(CodeUnit, call: Python, count: Int)
  }

  /// An identifier that no other step of the unit has.
  var name: String
  /// Whether the author told it from its neighbours by a number alone.
  let isCounted: Bool
  var content: Content
  /// The step whose member is used in place of its own.
  var owner: String?
  /// Of a run whose groups were numbered one by one: what their names were made of.
  var numbering: Numbering?
  /// Of a run: how many of the same series of names are steps before it.
  var before = 0
  var operands: [CodeOperand]
  /// How many outputs there are, and which of them are read by somebody.
  let outputCount: Int
  let usedOutputs: [Int]
}

/// `block3`, `block4`, …
struct Numbering: Hashable {
  let prefix: String
  let first: Int

  /// - Returns: `nil` for a name that does not end in a number.
  init?(_ name: String) {
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    guard digits > 0, let first = Int(name.suffix(digits)), String(first) == name.suffix(digits) else {
      return nil
    }
    (prefix, self.first) = (String(name.dropLast(digits)), first)
  }

  func name(_ place: Int) -> String { "\(prefix)\(first + place)" }
}

/// Where a value comes from, seen from within a unit.
enum CodeReference: Hashable {
  case argument(Int)
  case step(Int, output: Int)
}

struct CodeOperand: Hashable {
  var reference: CodeReference
  let permutation: [Int]?
}
