import Benchmark
import NetworkModel

/// What following an edit costs, at three sizes: convolution, normalisation and activation in turn.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], timeUnits: .microseconds, maxDuration: .seconds(2),
    maxIterations: 10_000)

  for count in [1_000, 10_000, 100_000] {
    Benchmark("one layer changes, of \(count)") { benchmark, subject in
      let layer = subject.network.ids[count / 2 / 3 * 3 + 1]
      for _ in benchmark.scaledIterations {
        subject.flip.toggle()
        subject.apply(.set(layer, "bias", .flag(subject.flip)))
      }
    } setup: {
      Subject(layers: count)
    }

    Benchmark("every shape changes, of \(count)") { benchmark, subject in
      let input = subject.network.ids[0]
      for _ in benchmark.scaledIterations {
        subject.flip.toggle()
        let height = subject.flip ? 65 : 64
        subject.apply(.set(input, "shape", .sizes([.fixed(height), .fixed(64), .fixed(16)])))
      }
    } setup: {
      Subject(layers: count)
    }

    Benchmark("a layer comes and goes, of \(count)") { benchmark, subject in
      for _ in benchmark.scaledIterations {
        let new = Layer(name: "new", kind: activation)
        if let inverse = subject.apply(.insert(new, at: count / 2, id: nil)) { subject.apply(inverse) }
      }
    } setup: {
      Subject(layers: count)
    }

    Benchmark("a full pass over \(count)") { benchmark, subject in
      for _ in benchmark.scaledIterations { blackHole(Analysis(of: subject.network)) }
    } setup: {
      Subject(layers: count)
    }
  }
}

private let activation = kind("activation")

private func kind(_ name: String) -> OperationKind {
  guard let kind = OperationKind(name) else { preconditionFailure("the catalogue has no \(name)") }
  return kind
}

/// A chain and its analysis. Made once for a benchmark, as an editor has them, and changed in place: a copy would
/// be copied at its first edit.
private final class Subject {
  private(set) var network: Network
  private var analysis: Analysis
  var flip = false

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

  @discardableResult
  func apply(_ edit: NetworkEdit) -> NetworkEdit? {
    let inverse = try? network.apply(edit)
    analysis.update(to: network)
    return inverse
  }
}
