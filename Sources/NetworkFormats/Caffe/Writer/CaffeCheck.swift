import NetworkModel

/// Reads a description back, by Caffe's rules, and compares it with the network that it was written for: what
/// Caffe would make other than it is, is refused.
struct CaffeCheck {
  /// What has been written for a layer.
  struct Written {
    let layer: LayerID
    /// The names of Caffe's layers; the last gives the outputs.
    let steps: [String]
    /// Which of its outputs is the layer's first.
    let firstOutput: Int
  }

  private let network: Network
  private let analysis: Analysis

  init(_ text: String) throws(ProblemList) {
    do throws(FileProblem) {
      network = try FileContent(Array(text.utf8)).withBytes { bytes throws(FileProblem) in
        try CaffeReader.read(bytes).network
      }
    } catch {
      throw ProblemList([error])
    }
    analysis = Analysis(of: network)
  }

  /// - Throws: the layers that come out other than they are.
  func verify(_ written: [Written], _ report: Report) throws(ProblemList) {
    let problems = written.compactMap { item in
      difference(item, report).map {
        FileProblem("\((report.network[item.layer]?.name ?? "").quoted): \($0)")
      }
    }
    if !problems.isEmpty { throw ProblemList(problems) }
  }

  private func difference(_ item: Written, _ report: Report) -> String? {
    let facts = report.analysis[item.layer]
    let steps = item.steps.compactMap { network.id(named: $0) }.map { analysis[$0] }
    // An input that nothing reads is not read back.
    guard let last = steps.last else {
      return report.network.consumers(of: item.layer).isEmpty ? nil : "Caffe would not find it"
    }
    for (output, shape) in facts.outputs.enumerated() {
      let wanted = CaffeSource.sizes(shape, report.network.settings)
      let place = item.firstOutput + output
      let found = place < last.outputs.count ? last.outputs[place].dimensions : []
      if found != wanted { return "Caffe would make \(text(found)) of it and not \(text(wanted))" }
    }
    let parameters = steps.reduce(Count.zero) { $0 + $1.parameters }
    let statistics = steps.reduce(Count.zero) { $0 + $1.nonTrainable }
    if parameters == facts.parameters, statistics != facts.nonTrainable {
      return
        "it would keep \(statistics) numbers beside its parameters in Caffe and not \(facts.nonTrainable)"
    }
    if parameters != facts.parameters {
      return "it would have \(parameters) parameters in Caffe and not \(facts.parameters)"
    }
    return nil
  }

  private func text(_ sizes: [Int]) -> String {
    sizes.isEmpty ? "nothing" : sizes.map { String($0) }.joined(separator: "×")
  }
}
