import NetworkModel

/// Everything that can happen to the designer: what a person asks for, and what came of an effect.
public enum Action: Equatable, Sendable {
  /// The number of rows that the list and the table show. Sent at the start and whenever it changes.
  case resized(rows: Int)

  // Moving. In a dialog `move` goes through the dialog's list.
  case move(Movement)
  case select(LayerID)
  /// Selects a layer that may be hidden in a folded group, with what there is to say about having got there.
  case visit(LayerID, Message?)
  /// Folds the group of the selected layer, or opens the selected one.
  case toggleFold
  /// Folds the group around the selected group or layer.
  case foldAround
  case toggleAllFolds
  /// Asks which layers to list.
  case chooseFilter
  /// Lists only some layers; `nil`: all.
  case filter(LayerFilter?)
  case focus(Pane)
  /// Selects a row of the properties pane.
  case selectField(Int)
  /// Scrolls the list and the table; the selection stays in sight.
  case scroll(by: Int)
  case showNetworkSettings
  /// Begins to type what to search for.
  case search
  case searchAgain(Direction)

  // Changing the network.
  /// Makes a change, one undo step.
  case apply(NetworkEdit, StepName)
  case undo, redo
  /// Opens the control of a property of what is selected; `nil`: of the selected row.
  case edit(PropertyField.Key?)
  /// Counts the selected number up or down, or the one being typed.
  case step(by: Int)
  /// Takes the selected property back to its default.
  case resetField
  /// Asks for the kind of a new layer, which will stand at that index.
  case addLayer(at: Int)
  /// Puts in a new layer of a kind.
  case add(OperationKind, at: Int)
  /// Makes the selected layer one of another kind.
  case changeKind(OperationKind)
  /// Begins to select a range of layers at the selected one, or ends that.
  case toggleRange
  // For the selected layers together, one undo step each.
  case copyLayers, cutLayers, duplicateLayers
  case pasteLayers(after: Bool)
  case moveLayers(Direction)
  /// Lists the ways out of what is wrong with the selected layer.
  case fix
  /// Copies the whole table, in a format of that name.
  case copyTable(format: String)
  /// Asks which of several layers to go to.
  case chooseLayer(among: [LayerID], title: String)

  // Keys of fields and dialogs.
  case text(TextEdit)
  /// Text from the clipboard: never an answer or a command, whatever it holds. Among the layers, more of them.
  case paste(String)
  case accept, cancel
  /// Completes what is typed, or takes the suggestion beside it.
  case complete

  // Opening dialogs.
  case prompt(Prompt.Purpose)
  case help
  case commandLine
  case palette

  // The table.
  /// Asks for the columns that there are, to choose among them.
  case listColumns
  case columns([TableColumn])
  case useStandardColumns
  /// Shows the columns of a list of names, such as `macs,share`.
  case findColumns(String)
  case useColumns([String])
  /// Shows the table from a column on; the names always stay.
  case scrollTable(to: Int)
  case setWidth(Int, ofColumn: String)
  /// Keeps the widths given to columns for the next time.
  case keepWidths
  /// Asks what to count bytes in.
  case listElementTypes
  case useElementType(ElementType)
  /// What the table shows needs what the activations take.
  case workOutMemory
  /// Moves the highlighted item of a list whose order can be changed.
  case moveItem(by: Int)

  // Files.
  case save(path: String?, next: Continuation)
  case write(WriteRequest)
  case export(WriteRequest)
  case listTemplates
  case listThemes
  /// Goes on to something else, but asks first when there are changes.
  case leave(Continuation)
  /// Goes on to something else; changes are lost.
  case abandon(Continuation)

  case suspend
  case redraw
  case toggleMouse
  case useTheme(String)
  case show(Message)

  // What an earlier run left behind.
  /// Does again what was done then.
  case recoverWork
  /// Lists what was done then.
  case listWork
  case discardWork
  /// Goes on without the file, which is somebody else's.
  case makeCopy

  // What came of effects.
  case opened(OpenOutcome)
  case layersRead(LayersOutcome)
  /// Values that could be typed.
  case valuesListed(ValueQuery, [Completion])
  case templates([TemplateSummary])
  case themes([ThemeSummary])
  /// The theme of that name is there and is used.
  case themed(String)
  case saved(WriteRequest, WriteOutcome)
  case exported(WriteRequest, WriteOutcome)
  /// An earlier run ended without saving or discarding this.
  case foundWork(LeftWork)
  /// Another program has the file open.
  case foundOther(process: Int)
}

/// A move through the rows of whatever has the focus.
public enum Movement: Hashable, Sendable {
  case by(Int)
  case toStart, toEnd
}

/// The panes. The last two share one place.
public enum Pane: Sendable, CaseIterable {
  case layers, properties, summary, problems

  /// Whether it stands in the place below the others.
  var isBelow: Bool { self == .summary || self == .problems }
}
