import Foundation
import Testing

/// Commands as a script sees them: what they write, where to, and their status.
@Suite struct CommandTests {
  @Test func theSummaryOfATemplateNeedsNoFile() throws {
    let ended = try runStrata("summary", "alexnet")
    #expect(ended.status == 0)
    #expect(ended.err == "")
    #expect(ended.out.contains("\nConv-1       55x55x96         34,848      96      34,944\n"))
    #expect(ended.out.hasSuffix("\nTotal                     62,367,776  10,568  62,378,344\n"))
  }

  @Test func rowsAreChosenAndSortedAndBytesAreOfTheElementType() throws {
    let ended = try runStrata(
      "summary", "alexnet", "--columns", "name,parameter_bytes,macs_share_bar", "--sort", "parameters",
      "--filter",
      "name=fc*", "--element-type", "int8")
    #expect(ended.status == 0)
    #expect(
      ended.out == """
        Layer Name            Parameter Bytes  Share of MACs
        --------------------  ---------------  --------------------------
        FC-1                       37,752,832    3.3 #
        FC-2                       16,781,312    1.5
        FC-3                        4,097,000    0.4
        --------------------  ---------------  --------------------------
        Total of all 13 rows       62,378,344  100.0 ####################

        Shown are 3 of 13 rows: name=fc*. The total is of the whole network.
        Bytes are those of int8.

        """)
    let explained = try runStrata("explain", "alexnet", "FC-3", "--element-type", "float16")
    #expect(explained.out.contains("  parameter bytes  4,097,000·2 = 8,194,000\n"))
    #expect(explained.out.contains("  FLOPs            2·4,096,000 + 1000 = 8,193,000\n"))
  }

  @Test(arguments: [
    ["summary", "a\u{1B}[31m"], ["themes", "a\u{1B}[31m"], ["--a\u{1B}[31m", "x"], ["a", "b\u{1B}[31m"],
    ["summary", "alexnet", "--set", "a\u{1B}[31m.b=c"], ["summary", "alexnet", "--depth", "\u{1B}[31m"],
    ["explain", "alexnet", "\u{1B}[31m"], ["convert", "alexnet", "\u{1B}[31m"],
  ])
  func whatIsNamedToACommandReachesTheTerminalHarmless(arguments: [String]) throws {
    let ended = try run([strataPath] + arguments)
    #expect(ended.status != 0 && !ended.err.isEmpty)
    #expect(!(ended.err + ended.out).contains("\u{1B}"), "\(ended.err)")
  }

  /// What is asked for, the status, and a part of what is said on standard error, in one line.
  @Test(
    arguments: [
      ([], 64, "strata summary alexnet"),
      (["some.yaml"], 64, "strata summary some.yaml"),
      (["--ascii", "--no-mouse", "vgg16"], 64, "strata summary vgg16"),
      (["summary", "nowhere.yaml"], 66, "strata: nowhere.yaml: no such file or folder"),
      (["summary", "/"], 74, "strata: /: is a folder"),
      (["summary", "alexnet", "--columns", "nam"], 64, "unknown column 'nam'; did you mean 'name'?"),
      (["summary", "alexnet", "--sort", "mac"], 64, "unknown column 'mac'; did you mean 'macs'?"),
      (["summary", "alexnet", "--filter", "conv"], 64, "'conv' is not of the form column=pattern"),
      (["summary", "alexnet", "--format", "yaml", "--sort", "macs"], 64, "yaml takes no --sort"),
      (["summary", "alexnet", "--format", "jsn"], 64, "unknown format 'jsn'; did you mean 'json'?"),
      (
        ["summary", "alexnet", "--set", "Conv-9.stride=2"], 64,
        "no layer named 'Conv-9'; did you mean 'Conv-1'?"
      ),
      (["summary", "alexnet", "--output", "/nowhere/f"], 66, "/nowhere/f: no such file or folder"),
      (["summary", "alexnet", "--output", "/dev/full"], 74, "no room on the disk"),
      (["explain", "alexnet", "Konv-1"], 64, "there is no layer named 'Konv-1'; did you mean 'Conv-1'?"),
      (["convert", "alexnet", "-"], 64, "no format has the ending of '-'"),
      (["templates", "alexnt"], 64, "did you mean 'alexnet'?"),
    ] as [([String], Int32, String)])
  func whatCannotBeDoneIsSaidInOneLine(arguments: [String], status: Int32, message: String) throws {
    let ended = try run([strataPath] + arguments)
    #expect(ended.status == status)
    #expect(ended.out == "")
    #expect(ended.err.contains(message))
    #expect(ended.err.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["summary"], ["summary", "alexnet", "--depth", "0"], ["summary", "alexnet", "--depth", "x"],
    ["check", "--wrong"],
    ["check", "alexnet", "--rounding", "up"], ["alexnet", "vgg16"],
  ])
  func wrongUseIsStatus64(arguments: [String]) throws {
    let ended = try run([strataPath] + arguments)
    #expect(ended.status == 64)
    #expect(ended.out == "")
    #expect(ended.err.contains("Usage:"))
  }

  @Test(arguments: [["--help"], ["summary", "--help"], ["--version"], ["themes"], ["templates"]])
  func whatIsAskedForGoesToStandardOutput(arguments: [String]) throws {
    let ended = try run([strataPath] + arguments)
    #expect(ended.status == 0)
    #expect(!ended.out.isEmpty)
    #expect(ended.err == "")
  }

  @Test func aBadFileIsStatus65WithLineAndColumn() throws {
    let ended = try runStrata(
      "summary", "-", stdin: "strata: 1\nlayers:\n  - {name: c, kind: conv, filtres: 8}\n")
    #expect(ended.status == 65)
    #expect(
      ended.err
        == "strata: standard input:3:27: unknown attribute 'filtres' of conv; did you mean 'filters'?\n")
  }

  @Test func theCheckTellsByItsStatus() throws {
    #expect(try runStrata("check", "alexnet").status == 0)
    let broken = try runStrata("check", "alexnet", "--set", "Conv-1.stride=5")
    #expect(broken.status == 1)
    #expect(broken.err == "")
    #expect(broken.out.hasPrefix("alexnet: Conv-1: error: "))
    #expect(broken.out.hasSuffix("\n1 error, 0 warnings\n"))
    #expect(try runStrata("check", "resnet18").status == 0)
    #expect(try runStrata("check", "resnet18", "--rounding", "exact").status == 1)
  }

  @Test func theCheckSpeaksJSON() throws {
    let ended = try runStrata("check", "resnet18", "--rounding", "exact", "--format", "json")
    #expect(ended.status == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(ended.out.utf8)) as? [String: Any])
    #expect(Set(object.keys) == ["network", "errors", "warnings", "diagnostics"])
    let first = try #require((object["diagnostics"] as? [[String: Any]])?.first)
    #expect(Set(first.keys) == ["layer", "severity", "code", "message", "fixes"])
    #expect(first["layer"] as? String == "conv1")
  }

  @Test func explainDerivesALayer() throws {
    let ended = try runStrata("explain", "alexnet", "Conv-1")
    #expect(ended.status == 0)
    #expect(ended.out.contains("(227 − 11 + 2·0)/4 + 1 = 55"))
  }

  @Test func aTemplateIsPrintedAndReadAgain() throws {
    let text = try runStrata("templates", "lenet5").out
    #expect(text.hasPrefix("strata: 1\nname: LeNet-5\n"))
    #expect(try runStrata("summary", "-", stdin: text).out == runStrata("summary", "lenet5").out)
    #expect(try runStrata("convert", "-", "-", "--to", "yaml", stdin: text).out == text)
  }

  @Test func aProgramSaysOnStandardErrorWhereItDiffers() throws {
    let pytorch = try runStrata("convert", "lenet5", "-", "--to", "pytorch")
    #expect(pytorch.status == 0)
    #expect(
      pytorch.out.hasPrefix("import torch\nfrom torch import Tensor, nn\n\n\nclass LeNet5(nn.Module):\n"))
    #expect(
      pytorch.err.hasPrefix("strata: note: tensors have their channels first\nstrata: note: 'C5': reads "))
    let keras = try runStrata("convert", "lenet5", "-", "--to", "keras")
    #expect(keras.out.contains("\ndef lenet5():\n"))
    #expect(keras.err == "")
    let broken = "strata: 1\nlayers: [{name: a, kind: input, shape: [4]}, {name: b, kind: conv}]"
    let refused = try runStrata("convert", "-", "-", "--to", "keras", stdin: broken)
    #expect(refused.status == 65 && refused.out == "")
    #expect(refused.err.hasPrefix("strata: cannot be written as Keras: 'b' is broken: "))
  }

  @Test func theOutputsEndingTellsTheFormat() throws {
    let folder = NSTemporaryDirectory() + "strata-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, beginning) in [
      ("a.csv", "Layer Name,"), ("a.md", "| Layer Name |"), ("a.json", "{\n"), ("a.tex", "\\begin{tabular}"),
      ("a.txt", "Layer Name  "), ("a.py", "import torch\n"), ("a.yaml", "strata: 1\n"), ("a", "Layer Name  "),
    ] {
      let ended = try runStrata("summary", "lenet5", "--output", "\(folder)/\(name)")
      #expect(ended.status == 0 && ended.out == "")
      #expect(try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).hasPrefix(beginning))
    }
    #expect(try runStrata("reference", "\(folder)/reference").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/reference").count >= 4)
  }

  @Test func aReaderThatHasSeenEnoughIsNoReasonToComplain() throws {
    let ended = try run(["sh", "-c", "\"$0\" summary resnet18 | head -n 1", strataPath])
    #expect(ended.status == 0)
    #expect(ended.out.hasPrefix("Layer Name"))
    #expect(ended.err == "")
  }

  @Test func standardOutputThatCannotBeWrittenIsStatus74() throws {
    let ended = try run(["sh", "-c", "exec \"$0\" summary alexnet > /dev/full", strataPath])
    #expect(ended.status == 74)
    #expect(ended.err.hasPrefix("strata: standard output: "))
  }

  @Test func operatorsThatAreNotModelledFailNoCheck() throws {
    let network = """
      strata: 1
      layers:
        - {name: x, kind: input, shape: [4]}
        - {name: e, kind: opaque, operator: Einsum, shapes: [[4]]}
      """
    let check = try runStrata("check", "-", stdin: network)
    #expect(check.status == 0)
    #expect(check.out.contains("e: note: is not modelled"))
    #expect(check.out.hasSuffix("0 errors, 0 warnings\n"))
  }
}
