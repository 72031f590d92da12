import NetworkModel

extension FileFormat {
  /// What most frameworks export. Its rule for windows that do not divide is to round down. What is written leaves
  /// the weights to the runtime.
  public static let onnx = FileFormat(
    id: "onnx", title: "ONNX", summary: "A graph of operators, as most frameworks export it.",
    extensions: ["onnx"],
    reader: Reader(recognizes: ONNXModel.begins) { bytes, sizes throws(ProblemList) in
      do throws(FileProblem) {
        return try ONNXReader.read(bytes, assuming: sizes)
      } catch {
        throw ProblemList([error])
      }
    }, exporter: { report throws(ProblemList) in try ONNXWriter.write(report) })
}
