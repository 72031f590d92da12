import Foundation
import Testing

/// A program in a real terminal: the one window of a tmux server of its own, which ends with the session.
///
/// Nothing here waits for a time: send what a person would press, then `waitFor` the state that it leads to.
final class TmuxSession: Sendable {
  private let own: TemporaryFolder
  private static let patience = Duration.seconds(30)

  /// Starts `command` in a window of `columns` by `rows`, in a `folder` if that matters.
  ///
  /// When it ends the window stays, and `waitForExit` tells how it ended.
  init(
    _ command: [String], columns: Int = 80, rows: Int = 24, terminal: String = "tmux-256color",
    environment: [String: String] = [:], folder: TemporaryFolder? = nil
  ) throws {
    own = try TemporaryFolder()
    let settings = [
      "escape-time": "0", "status": "off", "default-terminal": terminal, "set-clipboard": "on",
    ]
    // What the person who runs the tests keeps is none of theirs, nor what other tests leave behind.
    let variables = ["XDG_CONFIG_HOME": own.path, "XDG_STATE_HOME": own.path].merging(environment) { $1 }
      .flatMap { ["-e", "\($0)=\($1)"] }
    try tmux(
      ["start-server", ";"] + settings.flatMap { ["set-option", "-g", $0, $1, ";"] }
        + ["new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"] + variables
        + (folder.map { ["-c", $0.path] } ?? [])
        + ["sh", "-c", Self.wrapper, "sh", own.path].map(Self.literal) + command.map(Self.literal))
  }

  deinit { close() }

  /// Takes the terminal away, as when its window is closed.
  func close() { _ = try? tmux(["kill-server"]) }

  /// Notes the program's process, and after it how it ended and whether the terminal's settings are as before.
  private static let wrapper = """
    directory=$1; shift
    before=$(stty -g)
    sh -c 'echo $$ >"$0/process"; exec "$@"' "$directory" "$@"
    status=$?
    [ "$before" = "$(stty -g)" ] || echo settings >"$directory/changed"
    echo "EXIT:$status"
    exec cat >/dev/null
    """
}

// MARK: - What a person does

extension TmuxSession {
  /// Presses keys, by tmux's names: `Enter`, `Escape`, `Up`, `C-s`, `M-x`, `j`.
  func send(_ keys: String...) throws {
    try tmux(["send-keys", "--"] + keys.map(Self.literal))
  }

  /// Sends bytes, each as two digits.
  func send(bytes: [String]) throws {
    try tmux(["send-keys", "-H"] + bytes)
  }

  /// Types a text as it stands.
  func type(_ text: String) throws {
    try tmux(["send-keys", "-l", "--", Self.literal(text)])
  }

  /// Pastes a text, in brackets if the program asked for them.
  func paste(_ text: String) throws {
    try own.write(text, to: "pasted")
    try tmux(["load-buffer", "\(own.path)/pasted", ";", "paste-buffer", "-p", "-r"])
  }

  func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Sends a signal to the program alone.
  func sendSignal(_ signal: Int32) throws {
    kill(try process(), signal)
  }
}

// MARK: - What a person sees

extension TmuxSession {
  /// The screen at this moment; with the escape sequences that colour it if asked.
  func capture(colours: Bool = false) throws -> Screen {
    let out = try tmux(["capture-pane", "-p"] + (colours ? ["-e"] : []))
    return Screen(
      rows: out.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
  }

  /// Waits until the screen holds a text, and returns that screen.
  @discardableResult
  func waitFor(
    _ text: String, patience: Duration = patience, at place: SourceLocation = #_sourceLocation
  ) async throws -> Screen {
    try await waitFor("“\(text)”", patience: patience, at: place) { $0.contains(text) }
  }

  /// Waits until the screen is as `isReached` wants it; `expectation` says in words what that is.
  @discardableResult
  func waitFor(
    _ expectation: String, patience: Duration = patience, at place: SourceLocation = #_sourceLocation,
    until isReached: (Screen) throws -> Bool
  ) async throws -> Screen {
    let start = ContinuousClock.now
    while true {
      let screen = try capture()
      // A frame may still be on its way: what counts is a screen that stays.
      if try isReached(screen), try capture().rows == screen.rows { return screen }
      guard ContinuousClock.now - start < patience else {
        throw NeverShown(
          expectation: expectation, screen: screen, place: "\(place.fileID):\(place.line)")
      }
      try await Task.sleep(for: .milliseconds(3))
    }
  }

  /// Waits until the program has ended.
  func waitForExit(at place: SourceLocation = #_sourceLocation) async throws -> Ending {
    let screen = try await waitFor("the program's end", at: place) { $0.contains("EXIT:") }
    let line = screen.rows.last { $0.contains("EXIT:") }
    let modes = try format(Ending.modes.map { "#{\($0.flag)}" }.joined(separator: " ")).split(separator: " ")
    return Ending(
      status: line?.firstMatch(of: /EXIT:(\d+)/).flatMap { Int32($0.1) } ?? -1,
      leftChanged: (try note("changed").map { [$0] } ?? [])
        + zip(Ending.modes, modes).filter { $0.normal != $1 }.map(\.0.name))
  }

  /// The program's process.
  func process() throws -> pid_t {
    guard let process = try note("process").flatMap(pid_t.init) else {
      throw RunFailure(description: "the program has not started yet")
    }
    return process
  }

  /// What was copied last; `nil` where nothing was.
  var clipboard: String? { try? tmux(["show-buffer"]) }

  /// A value of tmux's own: `#{cursor_x}`, `#{pane_width}`, …
  func format(_ format: String) throws -> String {
    try tmux(["display-message", "-p", format]).trimmingCharacters(in: .newlines)
  }
}

/// How a program in a terminal ended, and what it did not put back.
struct Ending: Sendable, Equatable {
  let status: Int32
  /// Empty when the terminal is as the program found it.
  let leftChanged: [String]

  fileprivate static let modes: [(flag: String, normal: Substring, name: String)] = [
    ("alternate_on", "0", "alternate screen"), ("cursor_flag", "1", "cursor"),
    ("mouse_any_flag", "0", "mouse"), ("keypad_cursor_flag", "0", "cursor keys"),
  ]
}

// MARK: - tmux

extension TmuxSession {
  /// What the wrapper has written under a name.
  private func note(_ name: String) throws -> String? {
    try own.read(name)?.trimmingCharacters(in: .newlines)
  }

  /// Runs a tmux command on this session's server.
  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let ended = try run(["tmux", "-S", "\(own.path)/server", "-f", "/dev/null"] + arguments)
    guard ended.status == 0 else {
      throw RunFailure(description: "tmux \(arguments.joined(separator: " ")): \(ended.err)")
    }
    return ended.out
  }

  /// An argument that tmux takes as it is, where a semicolon at the end would begin another command.
  private static func literal(_ argument: String) -> String {
    argument.hasSuffix(";") ? argument.dropLast() + "\\;" : argument
  }
}
