/// A network that comes with the program, as a native file; its name is the file's.
public struct Template: Sendable, Identifiable {
  public let id: String
  /// One line.
  public let summary: String
  /// The native file.
  public let bytes: [UInt8]
}

/// The built-in networks. A new one is a file in `Templates` and a line here.
public enum Templates {
  public static let all: [Template] = [
    Template(
      id: "alexnet", summary: "AlexNet without groups, 227x227x3: 62,378,344 parameters (Krizhevsky 2012)",
      bytes: PackageResources.alexnet_yaml),
    Template(
      id: "lenet5", summary: "LeNet-5 for digits, 32x32x1: 61,706 parameters (LeCun 1998)",
      bytes: PackageResources.lenet5_yaml),
    Template(
      id: "vgg16", summary: "VGG-16, 224x224x3: 138,357,544 parameters (Simonyan 2014)",
      bytes: PackageResources.vgg16_yaml),
    Template(
      id: "resnet18",
      summary: "ResNet-18 as torchvision builds it, 3x224x224: 11,689,512 parameters (He 2015)",
      bytes: PackageResources.resnet18_yaml),
    Template(
      id: "vgg19", summary: "VGG-19 as torchvision builds it: 143,667,240 parameters (Simonyan 2014)",
      bytes: PackageResources.vgg19_yaml),
    Template(
      id: "resnet50", summary: "ResNet-50 as torchvision builds it: 25,557,032 parameters (He 2015)",
      bytes: PackageResources.resnet50_yaml),
    Template(
      id: "mobilenet_v2",
      summary: "MobileNet v2 as torchvision builds it: 3,504,872 parameters (Sandler 2018)",
      bytes: PackageResources.mobilenet_v2_yaml),
    Template(
      id: "squeezenet1_1",
      summary: "SqueezeNet 1.1 as torchvision builds it: 1,235,496 parameters (Iandola 2016)",
      bytes: PackageResources.squeezenet1_1_yaml),
    Template(
      id: "mlp", summary: "Two hidden layers on 28x28 images: 235,146 parameters",
      bytes: PackageResources.mlp_yaml),
  ]

  public static func named(_ id: String) -> Template? { all.first { $0.id == id } }
}
