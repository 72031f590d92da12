import Designer
import DesignerScreens
import NetworkFormats

/// Carries out what the designer wants of files.
struct DesignerFiles: EffectRunner {
  let themes: ThemeFiles
  private var journal = DesignerJournal()

  init(themes: ThemeFiles) { self.themes = themes }

  /// What has to be done about a network that the program begins with.
  mutating func begin(_ source: NetworkSource) -> [Action] {
    journal.begin(Document(source), with: JournalBase(source))
  }

  mutating func run(_ effect: Effect, _ state: borrowing DesignerState) -> [Action] {
    switch effect {
    case .open(let path): open(state) { try NetworkSource(toEdit: path.atHome) }
    case .openTemplate(let name): open(state) { try NetworkSource(template: name) }
    case .loadTemplates:
      [.templates(Templates.all.map { TemplateSummary(name: $0.id, summary: $0.summary) })]
    case .loadThemes: [.themes(themes.all.map { ThemeSummary(name: $0.name, summary: $0.summary) })]
    case .listValues(let query):
      [.valuesListed(query, query.values == .paths ? paths(query) : themes.choices)]
    case .save(let request): save(request.atHome, state)
    case .export(let request): [.exported(request.atHome, export(request.atHome, state))]
    case .rememberColumns(let ids):
      remember { $0.columns = ids.isEmpty ? nil : ids.compactMap(SummaryColumn.named) }
    case .rememberWidths(let widths): remember { $0.widths = widths.isEmpty ? nil : widths }
    case .record(let steps): journal.record(steps)
    case .takeOverWork: journal.takeOver()
    case .discardWork: journal.discard()
    case .leaveFile: journal.leaveFile(state.document)
    case .quit: journal.close()
    case .suspend, .redraw, .toggleMouse, .useTheme, .loadColumns, .findColumns, .copy, .readLayers: []
    }
  }

  /// The choice lives outside the user's own file, which is theirs to write.
  private func remember(_ change: (inout Configuration) -> Void) -> [Action] {
    guard let path = UserFiles.view else { return [] }
    do throws(StorageProblem) {
      try FileStore.makeFolders(around: path)
      var view = UserFiles.readView()
      change(&view)
      try FileStore.save(Array(view.viewText.utf8), to: path, expecting: .anything)
      return []
    } catch {
      return [.show(Message(error.message, .warning))]
    }
  }

  private mutating func open(_ state: borrowing DesignerState, _ load: () throws -> NetworkSource) -> [Action]
  {
    do {
      let source = try load()
      let document = state.document(opening: Document(source))
      return [.opened(.network(source.network, Document(source)))]
        + journal.begin(document, with: JournalBase(source))
    } catch {
      return [.opened(.failed(reason: reason(error)))]
    }
  }

  /// What is in a folder; what is a folder itself with a slash behind it.
  private func paths(_ query: ValueQuery) -> [Completion] {
    FileStore.list(query.folder.isEmpty ? "." : query.folder.atHome).map {
      Completion($0.isFolder ? "\($0.name)/" : $0.name)
    }
  }

  private mutating func save(_ request: WriteRequest, _ state: borrowing DesignerState) -> [Action] {
    // A native file may be called anything, but none is made of a model that has another format's ending.
    if request.path != state.document.path, let format = Formats.forFile(named: request.path),
      format.id != FileFormat.native.id
    {
      let reason = "\(request.path): the ending is that of \(format.title); :w saves a native file, as .yaml"
      return [.saved(request, .failed(reason: reason))]
    }
    let export: Export
    do throws(UnwritableNetwork) {
      export = try FileFormat.native.write(Report(state.network, state.analysis))
    } catch {
      return [.saved(request, .failed(reason: error.description))]
    }
    let outcome = write(export, request)
    guard case .written(let fingerprint, _) = outcome else { return [.saved(request, outcome)] }
    let base = JournalBase(bytes: export.bytes, fingerprint: fingerprint, network: state.network)
    let isElsewhere = request.path != state.document.path
    let document = Document(path: request.path)
    return [.saved(request, outcome)]
      + (isElsewhere ? journal.begin(document, with: base) : journal.restart(with: base))
  }

  private func export(_ request: WriteRequest, _ state: borrowing DesignerState) -> WriteOutcome {
    guard let format = Formats.toWrite(fileNamed: request.path) else {
      return .failed(
        reason: "\(request.path): the ending says the format: \(Formats.endings.joined(separator: ", "))")
    }
    do throws(UnwritableNetwork) {
      return write(try format.write(Report(state.network, state.analysis)), request)
    } catch {
      return .failed(reason: error.description)
    }
  }

  private func write(_ export: Export, _ request: WriteRequest) -> WriteOutcome {
    do throws(StorageProblem) {
      let fingerprint = try FileStore.save(export.bytes, to: request.path, expecting: request.expectation)
      return .written(fingerprint: fingerprint.description, notes: export.notes)
    } catch {
      switch error.reason {
      case .exists: return .exists
      case .changedOnDisk: return .changedOnDisk
      case .vanished: return .vanished
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

extension String {
  /// With the user's home in place of `~/`, which no shell has seen.
  fileprivate var atHome: String {
    guard hasPrefix("~/"), let home = UserFiles.home else { return self }
    return home + dropFirst()
  }
}

extension WriteRequest {
  fileprivate var atHome: WriteRequest {
    var request = self
    request.path = path.atHome
    return request
  }

  fileprivate var expectation: FileStore.Expectation {
    if overwrites { return .anything }
    return fingerprint.flatMap { FileFingerprint($0) }.map { .unchanged($0) } ?? .absent
  }
}
