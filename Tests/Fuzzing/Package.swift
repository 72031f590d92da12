// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that only those who fuzz build with the sanitizers. The library holds all of it, and the
// script `run` links it with libFuzzer, which brings `main`.
let package = Package(
  name: "StrataFuzzing",
  products: [.library(name: "StrataFuzzing", type: .static, targets: ["StrataFuzzing"])],
  dependencies: [.package(name: "strata", path: "../..")],
  targets: [
    .target(
      name: "StrataFuzzing",
      dependencies: [
        .product(name: "DesignerScreens", package: "strata"),
        .product(name: "NetworkFormats", package: "strata"),
        .product(name: "NetworkModel", package: "strata"),
        .product(name: "Terminal", package: "strata"),
      ],
      path: "Sources")
  ],
  swiftLanguageModes: [.v6]
)
