import Designer
import NetworkFormats
import NetworkModel

extension Excerpt {
  /// The text to copy; `nil` where there is no such format.
  func text(_ state: borrowing DesignerState) -> String? {
    switch self {
    case .layers(let layers): return LayerText.write(layers)
    case .table(let format):
      guard let format = Formats.named(format) else { return nil }
      let chosen = state.table.columns?.compactMap { id in SummaryColumn.all.first { $0.id == id } }
      let columns = chosen.map { [.name] + $0 } ?? SummaryColumn.standard
      let report = Report(state.network, state.analysis, columns: columns)
      return String(decoding: format.write(report), as: UTF8.self)
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
