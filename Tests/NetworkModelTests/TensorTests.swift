import Testing

@testable import NetworkModel

@Suite("Shapes, extents and padding")
struct TensorTests {
  @Test(
    "a shape is written without its batch, a vector as a column",
    arguments: [
      ([1, 55, 55, 96], "55×55×96"), ([8, 4096], "4096×1"), ([1, 7, 3], "7×3"), ([5], "1"), ([], ""),
    ])
  func shapeText(dimensions: [Int], text: String) throws {
    let shape = try #require(Shape(dimensions))
    #expect(shape.description == text)
    #expect(shape.text(separator: "x") == text.replacing("×", with: "x"))
    #expect(shape.dimensions == dimensions)
  }

  @Test("a shape has at most eight axes, and its elements are counted or overflow")
  func shapeLimits() throws {
    var shape = try #require(Shape(Array(repeating: 2, count: 8)))
    #expect(shape.elements == 256 && shape.elementsPerExample == 128)
    #expect(!shape.append(2) && shape.rank == 8)
    #expect(Shape(Array(repeating: 2, count: 9)) == nil)
    #expect(Shape([1 << 32, 1 << 31])?.elements == .overflow)
    #expect(Shape([.max, 3])?.elementsPerExample == 3)
    #expect(Shape().elementsPerExample == 0)
    #expect(Shape([1, 2]) != Shape([1, 2, 0]) && Shape([1, 2]) == Shape(batch: 1, features: 2))
  }

  @Test("channels and spatial axes stand where the layout has them")
  func layouts() {
    #expect((1...5).map { Layout.channelsLast.channelAxis(rank: $0) } == [0, 1, 2, 3, 4])
    #expect((1...5).map { Layout.channelsFirst.channelAxis(rank: $0) } == [0, 1, 1, 1, 1])
    #expect(
      Layout.allCases.map(\.firstSpatialAxis) == [1, 2] && Layout.allCases.map(\.title) == ["H×W×C", "C×H×W"])
    #expect((0...3).map { spatialAxisName($0, of: 3) } == ["D", "H", "W", "W"].dropLast() + ["W"])
    #expect(
      [spatialAxisName(0, of: 1), spatialAxisName(0, of: 2), spatialAxisName(1, of: 2)] == ["L", "H", "W"])
    #expect(spatialAxisName(3, of: 5) == "axis 4")
  }

  @Test("an extent is one number for all axes, or one each")
  func extents() throws {
    #expect(Extent([Int]()) == nil && Extent([1, 2, 3, 4]) == nil && Extent([7]) == 7)
    var pair = try #require(Extent([2, 3]))
    #expect(pair.values == [2, 3] && pair.fits(axes: 2) && !pair.fits(axes: 1) && !pair.fits(axes: 3))
    #expect(Extent(5).values == [5] && (1...3).allSatisfy(Extent(5).fits))
    #expect(Extent(5).spread(over: 3).values == [5, 5, 5] && Extent(5).spread(over: 2) != 5)
    pair[1] = 2
    #expect(pair.values == [2, 2] && pair.simplified == 2 && pair != 2)
    var single = Extent(5)
    single[0] = 7
    #expect(single == 7)
  }

  @Test("padding has two sides on every axis; two plain numbers for one axis are its sides")
  func paddingSides() throws {
    let pair = Padding(try #require(Extent([1, 2])))
    #expect(pair.sides(axis: 0, of: 1) == (1, 2) && pair.fits(axes: 1))
    #expect(pair.sides(axis: 1, of: 2) == (2, 2) && pair.isSymmetric && !pair.fits(axes: 3))
    let uneven = Padding(before: 2, after: 3)
    #expect((0..<3).allSatisfy { uneven.sides(axis: $0, of: 3) == (2, 3) } && !uneven.isSymmetric)
    let mixed = Padding(before: 1, after: try #require(Extent([1, 2])))
    #expect(mixed.before.values == [1, 1] && mixed.fits(axes: 2) && !mixed.fits(axes: 3))
    #expect(Padding(.same).isZero && Padding(0).isZero && !uneven.isZero)
  }
}
