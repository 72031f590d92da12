import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct JSONTests {
  @Test func theSummaryIsAsTheContractHasIt() throws {
    let network = try read(
      nativeText(
        name: "AlexNet",
        layers: [
          "name: Input Image, kind: input, shape: [227, 227, 3]",
          "name: Conv-1, kind: conv, filters: 96, kernel: 11, stride: 4",
        ]))
    #expect(
      written(report(network), as: .json) == """
        {
          "network": "AlexNet",
          "layout": "channels_last",
          "rounding": "exact",
          "batch": 1,
          "element_type": "float32",
          "filters": [],
          "layer_count": 2,
          "layers": [
            {
              "name": "Input Image",
              "kind": "input",
              "inputs": [],
              "shares": null,
              "outputs": [
                {
                  "name": "Input Image",
                  "shape": [1, 227, 227, 3]
                }
              ],
              "provisional": false,
              "weights": 0,
              "biases": 0,
              "parameters": 0,
              "non_trainable": 0,
              "macs": 0,
              "flops": 0,
              "activation_bytes": 618348,
              "parameter_bytes": 0,
              "peak_activation_bytes": 618348,
              "receptive_field": [1, 1],
              "effective_stride": [1, 1],
              "start": [0.5, 0.5],
              "diagnostics": []
            },
            {
              "name": "Conv-1",
              "kind": "conv",
              "inputs": ["Input Image"],
              "shares": null,
              "outputs": [
                {
                  "name": "Conv-1",
                  "shape": [1, 55, 55, 96]
                }
              ],
              "provisional": false,
              "weights": 34848,
              "biases": 96,
              "parameters": 34944,
              "non_trainable": 0,
              "macs": 105415200,
              "flops": 211120800,
              "activation_bytes": 1161600,
              "parameter_bytes": 139776,
              "peak_activation_bytes": 1779948,
              "receptive_field": [11, 11],
              "effective_stride": [4, 4],
              "start": [5.5, 5.5],
              "diagnostics": []
            }
          ],
          "totals": {
            "weights": 34848,
            "biases": 96,
            "parameters": 34944,
            "non_trainable": 0,
            "macs": 105415200,
            "flops": 211120800,
            "activation_bytes": 1779948,
            "parameter_bytes": 139776,
            "peak_activation_bytes": 1779948
          },
          "exact_inputs": {
            "Input Image": [
              {
                "remainder": 3,
                "modulus": 4
              },
              {
                "remainder": 3,
                "modulus": 4
              }
            ]
          },
          "errors": 0,
          "warnings": 0
        }

        """)
  }

  @Test func aBrokenLayersDiagnosticIsInItAndThoseBehindAreProvisional() throws {
    var network = try template("alexnet")
    try network.assign("Conv-1.stride=5")
    let object = try parse(written(report(network), as: .json))
    let layers = try #require(object["layers"] as? [[String: Any]])
    let diagnostic = try #require((layers[1]["diagnostics"] as? [[String: Any]])?.first)
    #expect(diagnostic["code"] as? String == "inexact-size")
    #expect(diagnostic["severity"] as? String == "error")
    #expect((diagnostic["message"] as? String)?.contains("44.2") == true)
    #expect((diagnostic["fixes"] as? [String])?.isEmpty == false)
    #expect(layers[1]["provisional"] as? Bool == false)
    #expect(layers[2]["provisional"] as? Bool == true)
    #expect(object["errors"] as? Int == 1)
  }

  @Test func whatIsNotKnownIsNull() throws {
    let network = try read(
      nativeText(layers: [
        "name: i, kind: input, shape: [8, 8, 3]", "name: c, kind: conv, filters: 1, kernel: 9",
        "name: b, kind: output",
      ]))
    let layers = try #require(try parse(written(report(network), as: .json))["layers"] as? [[String: Any]])
    for layer in layers[1...] {
      #expect((layer["outputs"] as? [[String: Any]])?.first?["shape"] is NSNull)
      for key in ["weights", "parameters", "macs", "receptive_field"] {
        #expect(layer[key] is NSNull, "\(key)")
      }
    }
  }

  @Test func everyTextSurvivesJSON() throws {
    for text in nastyTexts {
      let object = try parse(JSONValue.object([("key", .string(text))]).text)
      #expect(
        (object["key"] as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "\(text)")
    }
  }

  @Test func theCheckIsAsTheContractHasIt() throws {
    let findings = Findings(Network(NetworkSettings(name: "none")), Analysis(of: Network()))
    #expect(
      findings.json == """
        {
          "network": "none",
          "errors": 1,
          "warnings": 0,
          "diagnostics": [
            {
              "layer": null,
              "severity": "error",
              "code": "no-input",
              "message": "the network has no layers",
              "fixes": []
            }
          ]
        }

        """)
  }

  private func parse(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
