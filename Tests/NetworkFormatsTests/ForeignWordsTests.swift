import NetworkModel
import Testing

@testable import NetworkFormats

/// The catalogue's words of other programs, held against their readers.
@Suite struct ForeignWordsTests {
  @Test(arguments: Catalogue.specs.map(\.id))
  func everyKindIsSpelledInAFormatOrHasNoCounterpartThere(id: String) throws {
    let spec = try #require(OperationKind(id)?.spec)
    #expect((spec.spelled[.keras] == nil) == KerasReader.withoutCounterpart.contains(id), "keras")
    #expect((spec.spelled[.caffe] == nil) == CaffeReader.withoutCounterpart.contains(id), "caffe")
  }

  /// The layer that a spelling begins with: `Conv1D` of `Conv1D/2D/3D`; nothing for what is no layer.
  private func layer(_ spelling: String?) -> String? {
    guard let spelling, spelling.first?.isUppercase == true else { return nil }
    return String(spelling.prefix { $0.isLetter || $0.isNumber })
  }

  @Test(arguments: Catalogue.specs.map(\.id))
  func everyLayerThatTheCatalogueNamesIsRead(id: String) throws {
    let spec = try #require(OperationKind(id)?.spec)
    if let type = layer(spec.spelled[.keras]) {
      #expect(KerasReader.rules[type] != nil || type == "InputLayer", "\(type)")
    }
    if let type = layer(spec.spelled[.caffe]) {
      let key = CaffeLayer.key(of: type)
      #expect(CaffeReader.rules[key] != nil || CaffeInput.types.contains(key), "\(type)")
    }
  }
}
