import TestSupport
import Testing

@testable import NetworkModel

@Suite("Values as people type them")
struct AttributeTextTests {
  private static let whole = AttributeType.integer(1...64)
  private static let share = AttributeType.real(0...1)
  private static let span = AttributeType.extent(1...Int.max)
  private static let sides = AttributeType.padding([.same, .valid])
  private static let words = AttributeType.choice(["relu", "tanh"])

  @Test(
    "text stands for a value",
    arguments: [
      (whole, "7", .integer(7)), (whole, " 7 ", .integer(7)), (whole, "-7", .integer(-7)),
      (whole, "−7", .integer(-7)), (whole, "9223372036854775807", .integer(.max)),
      (share, "0.5", .real(0.5)), (share, "1", .real(1)), (share, ".5", .real(0.5)),
      (share, "1e-3", .real(0.001)),
      (.flag, "yes", .flag(true)), (.flag, "on", .flag(true)), (.flag, "true", .flag(true)),
      (.flag, "no", .flag(false)), (.flag, "off", .flag(false)), (.flag, "false", .flag(false)),
      (words, "tanh", .choice("tanh")),
      (span, "3", .extent(3)), (span, "3, 5", .extent(extent(3, 5))),
      (span, "3,5,7", .extent(extent(3, 5, 7))),
      (span, "[3, 5]", .extent(extent(3, 5))), (span, "3, 3", .extent(extent(3, 3))),
      (sides, "2", .padding(2)), (sides, "1, 2", .padding(Padding(extent(1, 2)))),
      (sides, "[2, 3]", .padding(Padding(before: 2, after: 3))),
      (sides, "[0, 1], [2, 3]", .padding(Padding(before: extent(0, 2), after: extent(1, 3)))),
      (sides, "same", .padding(Padding(.same))),
      (.sizes(1...Int.max), "227, 227, 3", .sizes([.fixed(227), .fixed(227), .fixed(3)])),
      (.sizes(1...Int.max), "seq, 512", .sizes([.named("seq"), .fixed(512)])),
      (.sizes(1...Int.max), "512", .sizes([.fixed(512)])),
      (.sizes(1...Int.max), "[512]", .sizes([.fixed(512)])),
      (.sizes(1...Int.max), "infinity, nan", .sizes([.named("infinity"), .named("nan")])),
      (.integers, "1, -1", .integers([1, -1])), (.integers, "2", .integers([2])),
      (.integers, "[]", .integers([])),
      (.text, " a, [remark ", .text(" a, [remark ")), (.text, "", .text("")),
    ] as [(AttributeType, String, AttributeValue)])
  func textStandsForAValue(type: AttributeType, text: String, value: AttributeValue) throws {
    #expect(try type.value(typed: text) == value)
  }

  @Test(
    "text that stands for nothing is refused with the reason",
    arguments: [
      (whole, "", "is empty"), (whole, "  ", "is empty"), (whole, "seven", "must be a whole number"),
      (whole, "7.5", "must be a whole number"), (whole, "3, 5", "must be a whole number"),
      (whole, "9223372036854775808", "has a number beyond 64 bits"),
      (whole, "-9223372036854775809", "has a number beyond 64 bits"),
      (whole, "+99999999999999999999", "has a number beyond 64 bits"),
      (whole, "--5", "must be a whole number"), (whole, "5-3", "must be a whole number"),
      (whole, "0x10", "must be a whole number"), (whole, "4 2", "must be a whole number"),
      (share, "much", "must be a number"), (share, "nan", "must be a number"),
      (share, "inf", "must be a number"),
      (share, "1e999", "must be a number"), (share, "yes", "must be a number"),
      (.flag, "maybe", "must be true or false"), (.flag, "1", "must be true or false"),
      (words, "rleu", "must be one of relu, tanh"), (words, "3", "must be one of relu, tanh"),
      (span, "3,,5", "has an empty place"), (span, ",3", "has an empty place"), (span, "[3, 5", "lacks a ]"),
      (span, "3]", "has a ] too many"), (span, "[[[[[3]]]]]", "has too many brackets"),
      (span, "1, 2, 3, 4", "must be a whole number, or one for each of up to three axes"),
      (span, "[]", "must be a whole number, or one for each of up to three axes"),
      (
        sides, "causal",
        "must be a whole number, one for each axis, [before, after] for each axis, or one of same, valid"
      ),
      (
        sides, "[1, 2, 3]",
        "must be a whole number, one for each axis, [before, after] for each axis, or one of same, valid"
      ),
      (.sizes(1...Int.max), "3, [4]", "must be a list of sizes, each a number or a named dimension"),
      (.integers, "1, x", "must be a list of whole numbers"),
    ])
  func textIsRefused(type: AttributeType, text: String, reason: String) {
    #expect(throws: LiteralRejection(reason: reason)) { try type.value(typed: text) }
  }

  @Test(
    "a value of the right type can be out of its range",
    arguments: [
      (whole, .integer(1), nil), (whole, .integer(64), nil), (whole, .integer(0), "must be 1 to 64"),
      (.integer(1...Int.max), .integer(-3), "must be 1 or more"),
      (.integer(Int.min...Int.max), .integer(.min), nil),
      (share, .real(1), nil), (share, .real(1.5), "must be 0 to 1"), (share, .real(.nan), "must be 0 to 1"),
      (.real(0...Double.infinity), .real(-0.5), "must be 0 or more"),
      (span, .extent(extent(1, 0)), "must be 1 or more"),
      (span, .extent(extent(1, 2, -1)), "must be 1 or more"),
      (sides, .padding(-1), "must be 0 or more"),
      (sides, .padding(Padding(before: 0, after: extent(1, -1))), "must be 0 or more"),
      (.sizes(1...Int.max), .sizes([]), nil),
      (.sizes(1...Int.max), .sizes([.fixed(3), .fixed(0)]), "must be 1 or more in every axis"),
      (.sizes(1...Int.max), .sizes(Array(repeating: .fixed(1), count: 7)), nil),
      (.sizes(1...Int.max), .sizes(Array(repeating: .fixed(1), count: 8)), "can have at most 7 sizes"),
      (words, .choice("rleu"), "must be one of relu, tanh"),
    ] as [(AttributeType, AttributeValue, String?)])
  func valuesOutOfRange(type: AttributeType, value: AttributeValue, objection: String?) {
    #expect(type.objection(to: value) == objection)
  }

  @Test("a value of another type cannot stand", arguments: AttributeType.oneOfEach, AttributeType.oneOfEach)
  func valuesOfAnotherType(type: AttributeType, other: AttributeType) {
    var random = SplitMix64(seed: 1)
    let objection = type.objection(to: random.sensibleValue(other))
    #expect((objection == nil) == (type == other))
  }

  @Test(
    "a range is told in words",
    arguments: [
      (whole, "1 to 64"), (.integer(Int.min...Int.max), "a whole number"), (span, "1 or more"),
      (share, "0 to 1"), (.real(0...Double.infinity), "0 or more"), (.real(0.5...1), "0.5 to 1"),
      (.flag, "true or false"), (words, "relu | tanh"), (sides, "0 or more | same | valid"),
      (.sizes(1...Int.max), "numbers of 1 or more, or named dimensions"), (.integers, "whole numbers"),
      (.text, "text"),
    ] as [(AttributeType, String)])
  func ranges(type: AttributeType, text: String) {
    #expect(type.rangeText == text)
  }

  @Test(
    "a value is shown as it is typed",
    arguments: [
      (.integer(-1), "-1"), (.real(0.5), "0.5"), (.real(1), "1"), (.real(1e-5), "1e-05"),
      (.flag(true), "yes"),
      (.flag(false), "no"), (.choice("relu"), "relu"), (.text("a, b"), "a, b"), (.extent(3), "3"),
      (.extent(extent(3, 3)), "3, 3"), (.padding(2), "2"), (.padding(Padding(before: 2, after: 3)), "[2, 3]"),
      (.padding(Padding(before: 1, after: extent(1, 2))), "[1, 1], [1, 2]"),
      (.padding(Padding(.sameLower)), "same_lower"), (.sizes([.named("seq"), .fixed(512)]), "seq, 512"),
      (.integers([0, -1]), "0, -1"), (.integers([]), "[]"),
    ] as [(AttributeValue, String)])
  func valuesAreShown(value: AttributeValue, text: String) {
    #expect(value.text == text)
  }

  private static func extent(_ values: Int...) -> Extent { Extent(values) ?? 0 }
}
