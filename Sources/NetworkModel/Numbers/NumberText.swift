extension BinaryInteger {
  /// The number with its thousands separated by commas: `62,378,344`.
  public var grouped: String {
    let digits = Array(String(magnitude).utf8)
    var text: [UInt8] = self < 0 ? [UInt8(ascii: "-")] : []
    text.reserveCapacity(digits.count * 4 / 3 + 1)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Three figures and a power of a thousand: `67.5 M`, `1.81 G`, `271 M`, `940`.
  public var abbreviated: String {
    var value = Int128(magnitude)
    let sign = self < 0 ? "-" : ""
    if value < 1000 { return sign + String(value) }
    // Thousandths of the unit are kept and rounded once, so that 999,999 becomes 1.00 M and not 1000 K.
    for unit in ["K", "M", "G", "T", "P", "E"] {
      let (whole, rest) = (value / 1000, value % 1000)
      let hundredths = whole * 100 + (rest + 5) / 10
      let tenths = whole * 10 + (rest + 50) / 100
      let units = whole + (rest + 500) / 1000
      if hundredths < 1000 { return sign + decimal(hundredths, places: 2) + " \(unit)" }
      if tenths < 1000 { return sign + decimal(tenths, places: 1) + " \(unit)" }
      if units < 1000 { return sign + "\(units) \(unit)" }
      value = units >= 1000 && whole < 1000 ? 1000 : whole
    }
    return sign + "\(value) Z"
  }

  private func decimal(_ value: Int128, places: Int) -> String {
    let scale: Int128 = places == 2 ? 100 : 10
    let digits = String(value % scale)
    return "\(value / scale)." + String(repeating: "0", count: places - digits.count) + digits
  }
}
