import Designer
import DesignerScreens
import NetworkFormats

/// Carries out what the designer wants of files.
struct DesignerFiles: EffectRunner {
  func run(_ effect: Effect, _ state: borrowing DesignerState) -> [Action] {
    switch effect {
    case .open(let path): [.opened(open { try NetworkSource(toEdit: path) })]
    case .openTemplate(let name): [.opened(open { try NetworkSource(template: name) })]
    case .loadTemplates:
      [.templates(Templates.all.map { TemplateSummary(name: $0.id, summary: $0.summary) })]
    case .save(let request): [.saved(request, write(request, as: .native, state))]
    case .export(let request): [.exported(request, export(request, state))]
    case .quit, .suspend, .toggleMouse: []
    }
  }

  private func open(_ load: () throws -> NetworkSource) -> OpenOutcome {
    do {
      let source = try load()
      return .network(source.network, Document(source))
    } catch {
      return .failed(reason: reason(error))
    }
  }

  private func export(_ request: WriteRequest, _ state: borrowing DesignerState) -> WriteOutcome {
    guard let format = Formats.forFile(named: request.path), format.canWrite else {
      let endings = Formats.writable.compactMap(\.extensions.first).map { ".\($0)" }.joined(separator: ", ")
      return .failed(reason: "\(request.path): the ending says the format: \(endings)")
    }
    return write(request, as: format, state)
  }

  private func write(
    _ request: WriteRequest, as format: FileFormat, _ state: borrowing DesignerState
  ) -> WriteOutcome {
    let bytes = format.write(Report(state.network, state.analysis))
    do throws(StorageProblem) {
      return .written(
        fingerprint: try FileStore.save(bytes, to: request.path, expecting: request.expectation).description)
    } catch {
      switch error.reason {
      case .exists: return .exists
      case .changedOnDisk: return .changedOnDisk
      default: return .failed(reason: error.message)
      }
    }
  }

  private func reason(_ error: any Error) -> String {
    switch error {
    case let problem as StorageProblem: problem.message
    case let file as UnreadableFile: file.lines.first ?? file.name
    case let problem as UsageProblem: problem.message
    default: "\(error)"
    }
  }
}

extension WriteRequest {
  fileprivate var expectation: FileStore.Expectation {
    if overwrites { return .anything }
    return fingerprint.flatMap { FileFingerprint($0) }.map { .unchanged($0) } ?? .absent
  }
}
