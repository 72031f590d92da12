import Designer
import NetworkFormats
import NetworkModel

extension Excerpt {
  /// The text to copy.
  ///
  /// - Throws: why there is none, in words for the person who asked.
  func text(_ state: borrowing DesignerState) throws(Unavailable) -> String {
    switch self {
    case .layers(let layers): return LayerText.write(layers)
    case .table(let name):
      guard let format = Formats.named(name) else {
        throw Unavailable("the table can be copied as " + Formats.writable.map(\.id).joined(separator: ", "))
      }
      let chosen = state.table.columns?.compactMap(SummaryColumn.named)
      let columns = chosen.map { [.name] + $0 } ?? SummaryColumn.standard
      let bytes: [UInt8]
      do throws(UnwritableNetwork) {
        bytes = try format.write(Report(state.network, state.analysis, columns: columns)).bytes
      } catch {
        throw Unavailable(error.description)
      }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Unavailable("\(format.title) is no text: export it to a file")
      }
      return text
    }
  }
}

extension LayersOutcome {
  /// Reads layers that were pasted.
  init(readFrom text: String) {
    do throws(UnreadableFile) {
      self = .layers(try LayerText.read(text))
    } catch {
      self = .failed(reason: error.lines.first ?? error.name)
    }
  }
}
