import NetworkModel

/// Refuses a network that no program can be written for: each broken layer is named, with what is wrong with it.
func requireSound(_ report: Report) throws(ProblemList) {
  let (network, analysis) = (report.network, report.analysis)
  var problems = analysis.networkDiagnostics(of: network).filter { $0.severity == .error }.map {
    FileProblem($0.message.madeSafe)
  }
  for id in network.ids {
    guard let layer = network[id] else { continue }
    let facts = analysis[id]
    if facts.isBroken, let diagnostic = facts.diagnostics.first {
      problems.append(FileProblem("\(layer.name.quoted) is broken: \(diagnostic.message.madeSafe)"))
    }
  }
  if !problems.isEmpty { throw ProblemList(problems) }
}
