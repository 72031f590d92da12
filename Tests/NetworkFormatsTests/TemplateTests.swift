import Foundation
import NetworkModel
import Testing

@testable import NetworkFormats

@Suite struct TemplateTests {
  @Test func alexNetComesOutToTheDigit() throws {
    let expected = """
      Layer Name   Tensor Size     Weights  Biases  Parameters
      -----------  -----------  ----------  ------  ----------
      Input Image  227x227x3             0       0           0
      Conv-1       55x55x96         34,848      96      34,944
      MaxPool-1    27x27x96              0       0           0
      Conv-2       27x27x256       614,400     256     614,656
      MaxPool-2    13x13x256             0       0           0
      Conv-3       13x13x384       884,736     384     885,120
      Conv-4       13x13x384     1,327,104     384   1,327,488
      Conv-5       13x13x256       884,736     256     884,992
      MaxPool-3    6x6x256               0       0           0
      FC-1         4096x1       37,748,736   4,096  37,752,832
      FC-2         4096x1       16,777,216   4,096  16,781,312
      FC-3         1000x1        4,096,000   1,000   4,097,000
      Output       1000x1                0       0           0
      -----------  -----------  ----------  ------  ----------
      Total                     62,367,776  10,568  62,378,344

      """
    #expect(written(report(try template("alexnet")), as: .text) == expected)
  }

  @Test(arguments: [
    ("alexnet", 62_378_344), ("alexnet_groups", 60_965_224), ("alexnet_torchvision", 61_100_840),
    ("lenet5", 61_706), ("vgg16", 138_357_544), ("vgg16_bn", 138_365_992), ("vgg19", 143_667_240),
    ("vgg19_bn", 143_678_248), ("resnet18", 11_689_512), ("resnet50", 25_557_032), ("resnet101", 44_549_160),
    ("resnext50", 25_028_904), ("densenet121", 7_978_856), ("googlenet", 6_624_904),
    ("inception_v3", 23_834_568), ("mobilenet_v1", 4_231_976), ("mobilenet_v2", 3_504_872),
    ("mobilenet_v3_large", 5_483_032), ("mobilenet_v3_small", 2_542_856), ("shufflenet_v2", 2_278_604),
    ("squeezenet1_1", 1_235_496), ("efficientnet_b0", 5_288_548), ("convnext_tiny", 28_589_128),
    ("unet", 31_030_658), ("vit_b_16", 86_567_656), ("gpt2", 124_439_808),
    ("lstm_language_model", 19_780_400), ("mlp", 235_146),
  ])
  func aTemplateHasThePublishedNumberOfParameters(id: String, parameters: Int) throws {
    let totals = Analysis(of: try template(id)).totals
    #expect(totals.parameters.value == parameters)
    #expect(totals.errors == 0)
  }

  @Test(arguments: Templates.all.map(\.id))
  func aTemplateIsWrittenAsTheProgramWritesIt(id: String) throws {
    let bytes = try #require(Templates.named(id)?.bytes)
    #expect(FileFormat.native.write(report(try template(id))) == bytes)
  }

  @Test(arguments: Templates.all.map(\.id))
  func aTemplatesSummaryNamesItsParameters(id: String) throws {
    let summary = try #require(Templates.named(id)?.summary)
    #expect(summary.contains(Analysis(of: try template(id)).totals.parameters.description))
  }

  @Test func everyFileIsATemplate() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/NetworkFormats/Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.standardized.path)
    #expect(Set(files) == Set(Templates.all.map { $0.id + ".yaml" }))
  }

  @Test(arguments: [("layer1/1", 7), ("layer2/0", 9), ("layer2", 16), ("layer3", 16), ("layer4", 16)])
  func resNetsGroupsHaveTheirLayers(group: String, count: Int) throws {
    #expect(try template("resnet18").layers.count { $0.name.hasPrefix(group + "/") } == count)
  }
}
