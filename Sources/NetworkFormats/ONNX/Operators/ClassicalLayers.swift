import NetworkModel

extension Operators {
  /// The standard's operators for what is no network (trees, linear models, support vectors), which no layer stands
  /// for, with the shapes of what comes out: rows of numbers.
  static let classicalLayers: [String: Translation] = [
    "Scaler": sameShape, "Normalizer": sameShape, "Binarizer": sameShape, "Imputer": sameShape,
    "LabelEncoder": sameShape, "CategoryMapper": sameShape,
    // A map for each row, which has a number for each class.
    "ZipMap": sameShape,
    "LinearClassifier": classify, "SVMClassifier": classify, "TreeEnsembleClassifier": classify,
    "LinearRegressor": regress("targets"), "SVMRegressor": regress(nil),
    "TreeEnsembleRegressor": regress("n_targets"), "TreeEnsemble": regress("n_targets"),
    "ArrayFeatureExtractor": { _, node in
      .shapes([node.shape(1)?.last.flatMap { count in node.shape(0).map { $0.dropLast() + [count] } }])
    },
    "FeatureVectorizer": { _, node in
      guard let rows = node.shape(0)?.first, let sizes = node.integers("inputdimensions") else {
        return .shapes([])
      }
      return .shapes([[rows, Size(sizes.reduce(0, &+))]])
    },
    "OneHotEncoder": { _, node in
      let count =
        (node.integers("cats_int64s")?.count ?? 0) + (node.attributes["cats_strings"]?.strings.count ?? 0)
      return .shapes([node.shape(0).map { $0 + [Size(count)] }])
    },
  ]

  private static let sameShape: Translation = { _, node in .shapes([node.shape(0)]) }

  /// The class of each row, and a number for each class.
  private static func classify(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let names = ["classlabels_ints", "classlabels_int64s", "classlabels_strings"]
    let counts = names.compactMap { node.attributes[$0] }.map { $0.ints.count + $0.strings.count }
    guard let rows = node.shape(0)?.first, let classes = counts.max(), classes > 0 else { return .shapes([]) }
    return .shapes([[rows], [rows, Size(classes)]])
  }

  /// - Parameter targets: the attribute that says how many numbers come out of a row.
  private static func regress(_ targets: String?) -> Translation {
    { _, node in .shapes([node.shape(0)?.first.map { [$0, Size(targets.map { node.integer($0, 1) } ?? 1)] }])
    }
  }
}
