// swift-tools-version: 6.2
import PackageDescription

// Each target may use only those listed for it; the build runs with
// --explicit-target-dependency-import-check error, which makes that real.
let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let customDump = Target.Dependency.product(name: "CustomDump", package: "swift-custom-dump")

let themes = ["default", "dark", "light", "high-contrast", "deuteranopia", "tritanopia", "mono"]

let package = Package(
  name: "strata",
  products: [
    .executable(name: "strata", targets: ["strata"]),
    // For Tests/Benchmarks and Tests/Fuzzing, packages of their own so that what they need stays out of this one.
    .library(name: "NetworkModel", targets: ["NetworkModel"]),
    .library(name: "NetworkFormats", targets: ["NetworkFormats"]),
    .library(name: "Terminal", targets: ["Terminal"]),
    .library(name: "DesignerScreens", targets: ["DesignerScreens"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    // Without its traits it needs no more of Foundation than FoundationEssentials.
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/pointfreeco/swift-custom-dump", from: "1.7.3"),
  ],
  targets: [
    .target(name: "NetworkModel", dependencies: [collections]),
    .target(
      name: "NetworkFormats",
      dependencies: ["CTemplates", "CZlib", "NetworkModel", collections, protobuf, yams],
      exclude: ["ONNX/Schema/onnx.proto", "Templates"]),
    .target(name: "CTemplates"),
    .systemLibrary(name: "CWidth"),
    .systemLibrary(name: "CZlib"),
    .target(name: "Terminal", dependencies: ["CWidth", yams]),
    .target(
      name: "Themes", dependencies: ["Terminal"], path: "themes",
      resources: themes.map { .embedInCode("\($0).yaml") }),
    .target(name: "Designer", dependencies: ["NetworkModel"]),
    .target(
      name: "DesignerScreens", dependencies: ["Designer", "NetworkFormats", "NetworkModel", "Terminal", yams]),
    .target(name: "CNcurses"),
    .target(name: "NcursesTerminal", dependencies: ["CNcurses", "Terminal"]),
    .executableTarget(
      name: "strata",
      dependencies: [
        "Designer", "DesignerScreens", "NcursesTerminal", "NetworkFormats", "NetworkModel",
        "Terminal", "Themes", arguments,
      ]),
    // What several targets' tests need.
    .target(name: "TestSupport", dependencies: ["NetworkModel"], path: "Tests/TestSupport"),
    .testTarget(
      name: "NetworkModelTests", dependencies: ["NetworkModel", "TestSupport"], exclude: ["Fixtures"]),
    .testTarget(
      name: "NetworkFormatsTests", dependencies: ["NetworkFormats", "NetworkModel", "TestSupport", protobuf],
      exclude: ["Fixtures"]),
    .testTarget(name: "TerminalTests", dependencies: ["CWidth", "Terminal", "Themes", customDump]),
    .testTarget(name: "DesignerTests", dependencies: ["Designer", "NetworkModel", "TestSupport"]),
    .testTarget(
      name: "DesignerScreensTests",
      dependencies: [
        "Designer", "DesignerScreens", "NetworkFormats", "NetworkModel", "Terminal", "TestSupport",
        "Themes",
      ],
      exclude: ["Goldens"]),
    .testTarget(name: "StrataTests", dependencies: ["strata"]),
  ],
  swiftLanguageModes: [.v6]
)

// Our own warnings are errors where we work on them. A release build keeps them warnings, so that
// a newer compiler with a new opinion cannot stop a user from building; dependencies are not touched.
for target in package.targets where target.type != .system {
  target.swiftSettings = [.treatAllWarnings(as: .error, .when(configuration: .debug))]
  target.cSettings = [
    .enableWarning("all"), .treatAllWarnings(as: .error, .when(configuration: .debug)),
  ]
}
