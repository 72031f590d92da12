import Benchmark
import NetworkModel

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], timeUnits: .microseconds, maxDuration: .seconds(1))

  Benchmark("A thousand sums, to compare machines by") { benchmark in
    for _ in benchmark.scaledIterations {
      for number in 0..<1_000 { blackHole(number &+ 1) }
    }
  }
}
