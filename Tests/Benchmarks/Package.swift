// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that building Strata does not build these dependencies.
// `traits: []` leaves out counting allocations, which needs libraries beyond Swift's.
let package = Package(
  name: "StrataBenchmarks",
  dependencies: [
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(name: "strata", path: "../.."),
  ],
  targets: [
    .executableTarget(
      name: "NetworkModelBenchmarks",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "NetworkModel", package: "strata"),
      ],
      path: "NetworkModelBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ],
  swiftLanguageModes: [.v6]
)
