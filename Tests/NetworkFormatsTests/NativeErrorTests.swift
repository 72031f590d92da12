import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct NativeErrorTests {
  /// A layer's text and what is said about it; the layer stands in line 7.
  @Test(arguments: [
    ("name: c, kind: conv, filtres: 8", "7:27: unknown attribute 'filtres' of conv; did you mean 'filters'?"),
    (
      "name: c, kind: conv, kernel_size: 3",
      "7:27: unknown attribute 'kernel_size' of conv; did you mean 'kernel'?"
    ),
    ("name: c, kind: conv, input: a", "7:27: unknown attribute 'input' of conv; did you mean 'inputs'?"),
    ("name: c, kind: Conv2d", "7:21: unknown kind 'Conv2d'; did you mean 'conv'?"),
    ("name: c, kind: MaxPooling2D", "7:21: unknown kind 'MaxPooling2D'; did you mean 'max_pool'?"),
    ("name: c, kind: globl_avg_pool", "7:21: unknown kind 'globl_avg_pool'; did you mean 'global_avg_pool'?"),
    ("name: c, kind: Dense", "7:21: unknown kind 'Dense'; did you mean 'fully_connected'?"),
    (
      "name: c, kind: output, colour: red",
      "7:29: unknown attribute 'colour' of output; known are name, kind, inputs, shares, note"
    ),
    ("name: c", "7:5: layer 'c' has no kind"),
    ("kind: conv", "7:5: the layer has no name"),
    ("name: '', kind: conv", "7:12: a layer's name cannot be empty"),
    ("name: , kind: conv", "7:12: name has no value"),
    ("name: [a], kind: conv", "7:12: name must be text"),
    ("name: c, kind: conv, filters: many", "7:36: filters must be a whole number"),
    ("name: c, kind: conv, filters: '8'", "7:36: filters must be a whole number"),
    ("name: c, kind: conv, filters: 8.5", "7:36: filters must be a whole number"),
    ("name: c, kind: conv, filters: ", "7:36: filters has no value"),
    ("name: c, kind: conv, filters: {a: 1}", "7:36: filters must be a value or a list"),
    ("name: c, kind: conv, bias: maybe", "7:33: bias must be true or false"),
    ("name: c, kind: conv, filters: 9223372036854775808", "7:36: filters has a number beyond 64 bits"),
    ("name: c, kind: conv, filters: 8, filters: 9", "7:27: 'filters' is there twice"),
    ("name: c, kind: add, inputs: [a, [b]]", "7:38: an input is a layer's name, or a list of names"),
    ("name: c, kind: add, inputs: {a: b}", "7:34: an input is a layer's name, or a list of names"),
    ("name: c, kind: add, [a]: b", "7:26: a key must be a word"),
  ])
  func aLayersMistakeIsNamedWithItsPlace(layer: String, complaint: String) {
    #expect(complaints(about: nativeText(layers: [layer])) == ["test.yaml:\(complaint)"])
  }

  @Test(arguments: [
    ("", "test.yaml: the file is empty"),
    ("# nothing", "test.yaml: the file is empty"),
    ("name: x", "test.yaml:1:1: `strata: 1` is missing, with which a network's file begins"),
    ("strata: 2\nlayer: x", "test.yaml:1:9: the file's version is '2'; this program reads version 1"),
    ("strata: [1]", "test.yaml:1:9: the file's version is no number; this program reads version 1"),
    ("just text", "test.yaml:1:1: a network's file is written as `key: value`, with `strata: 1` first"),
    ("strata: 1\nlayer: []", "test.yaml:2:1: unknown key 'layer'; did you mean 'layers'?"),
    ("strata: 1\nlayers: x", "test.yaml:2:9: `layers` must be a list"),
    ("strata: 1\nlayers: [x]", "test.yaml:2:10: a layer must be written as `key: value`"),
    (
      "strata: 1\nlayout: channel_first",
      "test.yaml:2:9: layout must be one of channels_last, channels_first; did you mean 'channels_first'?"
    ),
    ("strata: 1\nlayout: NHWC", "test.yaml:2:9: layout must be one of channels_last, channels_first"),
    ("strata: 1\nbatch: 0", "test.yaml:2:8: batch must be 1 or more"),
    ("strata: 1\nbatch: x", "test.yaml:2:8: batch must be a whole number"),
    ("strata: 1\ndimensions: {s: 0}", "test.yaml:2:17: dimension 's' must be 1 or more"),
    ("strata: 1\ndimensions: 3", "test.yaml:2:13: `dimensions` must be written as `key: value`"),
    ("strata: 1\nname: a\nname: b", "test.yaml:2:1: 'name' is there twice"),
    ("strata: 1\n---\nstrata: 1", "test.yaml:2:1: a second document begins; a file holds one network"),
    ("strata: 1\nlayers:\n\t- {}", "test.yaml:3:1: a tab where YAML wants spaces"),
    ("strata: 1\nlayers: [", "test.yaml:3:1: is no YAML: did not find expected node content"),
  ])
  func aFilesMistakeIsNamedWithItsPlace(text: String, complaint: String) {
    #expect(complaints(about: text).first == complaint)
  }

  @Test func severalMistakesAreNamedAtOnce() {
    let text = nativeText(layers: ["name: a, kind: konv", "name: b, kind: conv, kernal: 3", "kind: add"])
    #expect(
      complaints(about: text).map { $0.prefix(13) } == ["test.yaml:7:2", "test.yaml:8:2", "test.yaml:9:5"])
  }

  @Test(arguments: [
    "name: c, kind: conv, filters: 0, kernel: -3", "name: c, kind: conv",
    "name: c, kind: add, inputs: nobody",
    "name: c, kind: add, inputs: [c, c]", "name: a, kind: output",
    "name: i, kind: input, shape: [nowhere, 0]",
  ])
  func whatCannotWorkIsTheAnalysisAffair(layer: String) throws {
    let network = try read(nativeText(layers: ["name: a, kind: input, shape: [8, 8, 3]", layer]))
    #expect(Analysis(of: network).totals.errors > 0)
  }

  @Test func theFormatIsToldByTheContentBeforeTheName() throws {
    #expect(try Formats.read(Array("# x\nstrata: 1\n".utf8), name: "a.json").format.id == "yaml")
    #expect(
      complaints(about: "a,b", name: "a.csv").first?.contains("no format of a network is recognized") == true)
  }
}
