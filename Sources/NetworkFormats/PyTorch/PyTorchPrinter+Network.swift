import NetworkModel

extension PyTorchPrinter {
  /// What the network is, and where the program differs from it.
  var docstring: [String] {
    func shapes(_ tensors: [Tensor]) -> String {
      Python.shapes(tensors.map { Array((result.sizes[$0] ?? []).dropFirst()) })
    }
    let inputs = shapes(result.source.inputs.map { Tensor(layer: $0, output: 0) })
    let count = report.analysis.totals.parameters
    let first =
      "\(report.network.title(or: className)): \(inputs) -> \(shapes(result.source.results)), \(count) parameters."
    return Python.docstring(first, notes: result.notes, indent: 4)
  }

  /// Runs the network once, on zeros, and prints what comes out and how many parameters there are.
  var trial: [String] {
    let inputs = result.source.inputs.map { id -> Python.Argument in
      let sizes = result.sizes[Tensor(layer: id, output: 0)] ?? []
      let type: [Python.Argument] =
        result.integerInputs.contains(id) ? [.keyword("dtype", .name("torch.long"))] : []
      return .positional("", .call("torch.zeros", sizes.map { .positional("", .integer($0)) } + type))
    }
    let isSingle = result.source.results.count == 1
    return ["if __name__ == \"__main__\":", blanks(4) + "model = \(className)().eval()"]
      + [blanks(4) + "with torch.no_grad():"]
      + Python.call(.name("model"), inputs).lines(prefix: isSingle ? "y = " : "outputs = ", indent: 8)
      + (isSingle ? [] : [blanks(4) + "for y in outputs:"])
      + [blanks(isSingle ? 4 : 8) + "print(tuple(y.shape))"]
      + [blanks(4) + #"print(f"{sum(p.numel() for p in model.parameters()):,} parameters")"#]
  }
}
