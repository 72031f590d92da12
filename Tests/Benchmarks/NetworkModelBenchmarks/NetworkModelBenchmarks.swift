import Benchmark
import NetworkModel

/// What following an edit costs, at three sizes: convolution, normalisation and activation in turn.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .instructions], timeUnits: .microseconds, maxDuration: .seconds(3),
    maxIterations: 10_000)

  for count in [1_000, 10_000, 100_000] {
    Benchmark("one layer changes, of \(count)") { benchmark in
      var subject = Subject(layers: count)
      let layer = subject.network.ids[count / 2 / 3 * 3 + 1]
      measure(benchmark, &subject) { .set(layer, "bias", .flag($0)) }
    }

    Benchmark("every shape changes, of \(count)") { benchmark in
      var subject = Subject(layers: count)
      let input = subject.network.ids[0]
      measure(benchmark, &subject) { .set(input, "shape", .sizes([.fixed($0 ? 65 : 64), .fixed(64), .fixed(16)])) }
    }

    Benchmark("a layer comes and goes, of \(count)") { benchmark in
      var subject = Subject(layers: count)
      for _ in benchmark.scaledIterations {
        benchmark.startMeasurement()
        let inverse = subject.apply(.insert(Layer(name: "new", kind: activation), at: count / 2, id: nil))
        if let inverse { _ = subject.apply(inverse) }
        benchmark.stopMeasurement()
      }
    }

    Benchmark("a full pass over \(count)") { benchmark in
      let network = Subject(layers: count).network
      for _ in benchmark.scaledIterations { blackHole(Analysis(of: network)) }
    }
  }
}

/// Applies an edit, there and back in turn, and lets the analysis follow.
private func measure(_ benchmark: Benchmark, _ subject: inout Subject, _ edit: (Bool) -> NetworkEdit) {
  var flips = false
  for _ in benchmark.scaledIterations {
    flips.toggle()
    let next = edit(flips)
    benchmark.startMeasurement()
    blackHole(subject.apply(next))
    benchmark.stopMeasurement()
  }
}

private let activation = kind("activation")

private func kind(_ name: String) -> OperationKind {
  guard let kind = OperationKind(name) else { preconditionFailure("the catalogue has no \(name)") }
  return kind
}

/// A chain and its analysis.
private struct Subject {
  private(set) var network: Network
  private var analysis: Analysis

  init(layers count: Int) {
    let image = AttributeList(["shape": .sizes([.fixed(64), .fixed(64), .fixed(16)])])
    let window = AttributeList(["filters": .integer(16), "kernel": .extent(3), "padding": .padding(1)])
    var layers = [Layer(name: "input", kind: kind("input"), attributes: image)]
    let (conv, norm) = (kind("conv"), kind("batch_norm"))
    for index in 1..<count {
      switch index % 3 {
      case 1: layers.append(Layer(name: "conv\(index)", kind: conv, attributes: window))
      case 2: layers.append(Layer(name: "norm\(index)", kind: norm))
      default: layers.append(Layer(name: "relu\(index)", kind: activation))
      }
    }
    network = Network(NetworkSettings(name: "chain"), layers: layers)
    analysis = Analysis(of: network)
  }

  mutating func apply(_ edit: NetworkEdit) -> NetworkEdit? {
    let inverse = try? network.apply(edit)
    analysis.update(to: network)
    return inverse
  }
}
