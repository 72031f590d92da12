internal import FoundationEssentials
import NetworkModel

extension ONNXTensor {
  var canBeLearned: Bool { !Self.neverLearned.contains(dataType) }
  var isInteger: Bool { !Self.realTypes.contains(dataType) }

  /// How many elements are looked at; more are weights, of which the sizes are enough.
  static let maximumElements = FoldedArray.maximumElements

  /// - Parameter name: what it is called where it may be used more than once.
  func tensor(origin: Constant.Origin) throws(FileProblem) -> GraphTensor {
    if let wrong = dims.first(where: { $0 < 0 }) {
      throw FileProblem("the tensor \(name.quoted) has \(wrong) elements on an axis")
    }
    let values = elements.map { $0.map { Sample(repeating: $0) } }
    // A single number is no more learned than one that is written in the graph, and nothing is not learned.
    let origin = dims.isEmpty || dims.contains(0) || !canBeLearned ? .graph : origin
    return GraphTensor(
      shape: dims.map { Size(Int($0)) },
      constant: Constant(origin: origin, isInteger: isInteger, values: values))
  }

  /// INT64 and BOOL: places, sizes and masks, whatever is made of them; those of fewer bits may be quantized.
  private static let neverLearned: Set<Int32> = [7, 9]

  /// FLOAT, FLOAT16, DOUBLE, the complex ones, BFLOAT16 and those of 8 and 4 bits.
  static let realTypes: Set<Int32> = [1, 10, 11, 14, 15, 16, 17, 18, 19, 20, 23, 24]

  /// The elements, if there are few and the file has them in one of the usual ways.
  private var elements: [Double]? {
    var count = 1
    for size in dims {
      let (product, overflow) = count.multipliedReportingOverflow(by: Int(size))
      if overflow || product > Self.maximumElements { return nil }
      count = product
    }
    let elements: [Double]
    if !rawData.isEmpty {
      elements = rawElements
    } else if !int64Data.isEmpty {
      elements = int64Data.map(Double.init)
    } else if !floatData.isEmpty {
      elements = floatData.map(Double.init)
    } else if !int32Data.isEmpty {
      elements = int32Data.map {
        dataType == 10 ? Double(Self.half(UInt16(truncatingIfNeeded: $0))) : Double($0)
      }
    } else if !doubleData.isEmpty {
      elements = doubleData
    } else {
      elements = uint64Data.map(Double.init)
    }
    return elements.count == count ? elements : nil
  }

  private var rawElements: [Double] {
    func numbers<Number>(_ type: Number.Type, _ value: (Number) -> Double) -> [Double]
    where Number: FixedWidthInteger {
      let width = MemoryLayout<Number>.size
      guard rawData.count.isMultiple(of: width) else { return [] }
      return rawData.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: width).map {
          value(Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Number.self)))
        }
      }
    }
    switch dataType {
    case 1: return numbers(UInt32.self) { Double(Float(bitPattern: $0)) }
    case 2, 9: return numbers(UInt8.self, Double.init)
    case 3: return numbers(Int8.self, Double.init)
    case 4: return numbers(UInt16.self, Double.init)
    case 5: return numbers(Int16.self, Double.init)
    case 6: return numbers(Int32.self, Double.init)
    case 7: return numbers(Int64.self, Double.init)
    case 10: return numbers(UInt16.self) { Double(Self.half($0)) }
    case 11: return numbers(UInt64.self, Double.init(bitPattern:))
    case 12: return numbers(UInt32.self, Double.init)
    case 13: return numbers(UInt64.self, Double.init)
    case 16: return numbers(UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
    default: return []
    }
  }

  /// A number of 16 bits: one for the sign, five for the exponent, ten for the fraction.
  private static func half(_ bits: UInt16) -> Float {
    let sign: Float = bits >> 15 == 0 ? 1 : -1
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Float(bits & 0x3FF) / 1024)
    switch exponent {
    case 0: return sign * fraction * 0x1p-14
    case 31: return fraction == 0 ? sign * .infinity : .nan
    default: return Float(sign: sign < 0 ? .minus : .plus, exponent: exponent - 15, significand: 1 + fraction)
    }
  }
}
