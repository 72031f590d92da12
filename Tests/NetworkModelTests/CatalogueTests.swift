import TestSupport
import Testing

@testable import NetworkModel

/// What the compiler does not prove of the declarations.
@Suite("The catalogue")
struct CatalogueTests {
  @Test("kinds have names and titles of their own")
  func kindsAreTold() {
    #expect(Set(Catalogue.specs.map(\.id)).count == Catalogue.specs.count)
    #expect(Set(Catalogue.specs.map(\.title)).count == Catalogue.specs.count)
    for kind in Catalogue.allKinds { #expect(OperationKind(kind.name) == kind) }
    #expect(OperationKind("nonsense") == nil)
  }

  @Test("no two attribute names share the hash by which they are told apart")
  func attributeNamesHaveTheirOwnHashes() {
    let names = Set(Catalogue.specs.flatMap(\.attributes).map(\.name.text))
    #expect(Set(names.map { AttributeName($0).id }).count == names.count)
  }

  @Test("every kind belongs to one family", arguments: OperationCategory.allCases)
  func families(category: OperationCategory) {
    #expect(Catalogue.kinds(in: category) == Catalogue.allKinds.filter { $0.spec.category == category })
  }

  @Test("every kind says in a line what it does", arguments: Catalogue.allKinds)
  func summaries(kind: OperationKind) {
    for line in [kind.spec.title, kind.spec.summary] + kind.spec.attributes.map(\.summary) {
      #expect(!line.isEmpty && !line.contains("\n") && line.count <= 110, "\(line)")
    }
    #expect(kind.spec.summary.hasSuffix("."))
  }

  @Test(
    "no attribute is declared twice; each one's default is a value it may have", arguments: Catalogue.allKinds
  )
  func defaults(kind: OperationKind) {
    let attributes = kind.spec.attributes
    #expect(Set(attributes.map(\.name)).count == attributes.count)
    for attribute in attributes {
      switch attribute.default {
      case .value(let value): #expect(attribute.type.objection(to: value) == nil, "\(attribute.name)")
      case .sameAs(let other):
        #expect(kind.spec.attribute(other)?.type == attribute.type, "\(attribute.name)")
      case .required, .network, .unset: break
      }
    }
  }

  @Test("other formats' names are names, an attribute's only where it differs", arguments: Catalogue.allKinds)
  func foreignNames(kind: OperationKind) {
    #expect(!kind.spec.spelled.values.contains(""))
    for attribute in kind.spec.attributes {
      for (format, name) in attribute.spelled {
        #expect(!name.isEmpty && name != attribute.name.text, "\(format) \(attribute.name)")
      }
    }
  }

  @Test(
    "every kind's values come back from a file and from a field as they were", arguments: Catalogue.allKinds)
  func valuesRoundTrip(kind: OperationKind) throws {
    var random = SplitMix64(seed: 1)
    for attribute in kind.spec.attributes {
      for _ in 0..<200 {
        let value = random.sensibleValue(attribute.type)
        #expect(attribute.type.objection(to: value) == nil)
        #expect(try attribute.type.value(of: value.literal) == value)
        #expect(try attribute.type.value(typed: value.text) == value)
      }
    }
  }
}
