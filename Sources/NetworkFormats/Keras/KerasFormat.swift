import NetworkModel

extension FileFormat {
  public static let keras = FileFormat(
    id: "keras", title: "Keras",
    summary: "The network as a functional model of Keras 3: Python source, without weights.",
    extensions: ["py"], exporter: { report throws(ProblemList) in try kerasProgram(report) })
}
