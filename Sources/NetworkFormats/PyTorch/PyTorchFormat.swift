import NetworkModel

extension FileFormat {
  public static let pytorch = FileFormat(
    id: "pytorch", title: "PyTorch",
    summary: "The network as a module of PyTorch: Python source, without weights.", extensions: ["py"],
    exporter: { report throws(ProblemList) in
      try requireSound(report)
      let result = try PyTorchSource.write(report.network, report.analysis)
      return Export(PyTorchPrinter.print(result, report), notes: result.notes)
    })
}
