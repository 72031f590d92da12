import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import NetworkFormats

/// Networks whose programs a person has read, as goldens in `Fixtures/Programs`.
enum ProgramSamples {
  static let names = ["alexnet", "resnet50", "inception", "lstm", "transformer"]

  static func network(_ name: String) throws -> Network {
    switch name {
    case "inception": try read(nativeText(name: "Inception", rounding: "floor", layers: inception))
    case "lstm": try read(nativeText(name: "Tagger", layers: lstm))
    case "transformer": try read(nativeText(name: "Encoder", layers: transformer))
    default: try template(name)
    }
  }

  private static let inception =
    ["name: image, kind: input, shape: [28, 28, 192]"]
    + [
      ("mixed1", "image", [64, 96, 128, 16, 32, 32]),
      ("mixed2", "mixed1/concat", [128, 128, 192, 32, 96, 64]),
    ]
    .flatMap { group, before, widths in
      [
        "name: \(group)/b1, kind: conv, filters: \(widths[0]), kernel: 1, inputs: \(before)",
        "name: \(group)/b2_reduce, kind: conv, filters: \(widths[1]), kernel: 1, inputs: \(before)",
        "name: \(group)/b2, kind: conv, filters: \(widths[2]), kernel: 3, padding: same",
        "name: \(group)/b3_reduce, kind: conv, filters: \(widths[3]), kernel: 1, inputs: \(before)",
        "name: \(group)/b3, kind: conv, filters: \(widths[4]), kernel: 5, padding: same",
        "name: \(group)/pool, kind: max_pool, size: 3, stride: 1, padding: same, inputs: \(before)",
        "name: \(group)/b4, kind: conv, filters: \(widths[5]), kernel: 1",
        "name: \(group)/concat, kind: concat, "
          + "inputs: [\(group)/b1, \(group)/b2, \(group)/b3, \(group)/b4]",
      ]
    }
    + [
      "name: pool, kind: max_pool, size: 3, stride: 2, padding: same",
      "name: head, kind: fully_connected, units: 10",
    ]

  private static let lstm = [
    "name: words, kind: input, shape: [40]",
    "name: vectors, kind: embedding, entries: 5000, dimension: 64",
    "name: forward, kind: lstm, units: 128, bidirectional: true, bias_convention: keras",
    "name: state, kind: lstm, units: 32, returns_sequence: false, bias_convention: keras",
    "name: drop, kind: dropout, rate: 0.3", "name: tags, kind: linear, units: 12",
    "name: probabilities, kind: softmax",
  ]

  private static let transformer =
    [
      "name: patches, kind: input, shape: [196, 192]", "name: class token, kind: parameter, shape: [1, 192]",
      "name: tokens, kind: concat, axis: 1, inputs: [class token, patches]",
      "name: positions, kind: parameter, shape: [197, 192]",
      "name: embedded, kind: add, inputs: [tokens, positions]",
    ]
    + (1...4).flatMap { block in
      [
        "name: block\(block)/norm1, kind: layer_norm",
        "name: block\(block)/attention, kind: multi_head_attention, heads: 3",
        "name: block\(block)/add1, kind: add, "
          + "inputs: [block\(block)/attention, \(block == 1 ? "embedded" : "block\(block - 1)/add2")]",
        "name: block\(block)/norm2, kind: layer_norm", "name: block\(block)/up, kind: linear, units: 768",
        "name: block\(block)/gelu, kind: activation, function: gelu",
        "name: block\(block)/down, kind: linear, units: 192",
        "name: block\(block)/add2, kind: add, inputs: [block\(block)/down, block\(block)/add1]",
      ]
    }
    + [
      "name: class, kind: gather, axis: 1, indices: [0], keep_axes: false",
      "name: head, kind: linear, units: 1000",
    ]

  /// Compares a program with its golden.
  static func check(_ program: String, _ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/Programs/\(name)")
    if let difference = try GoldenText.difference(program, file, tests: "NetworkFormatsTests") {
      Issue.record("\(difference)")
    }
  }
}

/// The lines of a format's program for a network, and what it says of it.
func program(_ network: Network, _ format: FileFormat) throws -> (lines: [String], notes: [String]) {
  let export = try format.write(report(network))
  let text = String(decoding: export.bytes, as: UTF8.self)
  return (text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), export.notes)
}

/// Why a format refuses a network, line by line.
func refusals(of network: Network, _ format: FileFormat) -> [String] {
  do throws(UnwritableNetwork) {
    _ = try format.write(report(network))
    return []
  } catch {
    return error.lines
  }
}
