import NetworkFormats
import NetworkModel

/// What any network that was read must bear: to be analysed, written in other formats, and read again.
func check(_ network: Network) {
  // Large ones cost time in which many small ones could be tried.
  guard network.layerCount <= 200 else { return }
  let analysis = Analysis(of: network)
  let report = Report(network, analysis)
  guard let native = try? FileFormat.native.write(report).bytes else { return }
  checkRoundTrip(network, native)
  // One of the other formats, always the same for the same network.
  let others = Formats.writable.filter { $0.id != FileFormat.native.id && $0.id != FileFormat.json.id }
  let turn = native.reduce(0) { $0 &* 31 &+ Int($1) } & .max
  for format in [FileFormat.native, .json, others[turn % others.count]] {
    guard let bytes = try? format.write(report).bytes else { continue }
    precondition(format.id == "onnx" || !bytes.contains(0x1B), "\(format.id) has an escape character in it")
  }
  _ = Findings(network, analysis).text(file: "file")
  for id in network.ids.prefix(8) { _ = explanation(of: id, in: network, analysis) }
}

/// The native file must hold everything but the names of the other program's tensors.
private func checkRoundTrip(_ network: Network, _ text: [UInt8]) {
  do {
    let again = try Formats.read(text, name: "again.yaml").network
    precondition(again.settings == network.settings, "the settings come back otherwise")
    precondition(again.layerCount == network.layerCount, "other layers come back")
    for (old, new) in zip(network.layers, again.layers) {
      var old = old
      old.tensors = []
      precondition(old == new, "\(new) comes back for \(old)")
    }
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(String(decoding: text, as: UTF8.self))")
  }
}
