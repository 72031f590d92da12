import ArgumentParser
import Glibc
import NetworkFormats

/// What the program ends with, by the numbers of `sysexits.h`.
enum ExitStatus: Int32 {
  case done = 0
  case checkFailed = 1
  case usage = 64
  case badFile = 65
  case noSuchFile = 66
  case inputOrOutput = 74
}

/// The program was called in a way that cannot work; a line that says what would.
struct UsageProblem: Error {
  let message: String
}

extension Strata {
  /// Commands throw what went wrong; here it becomes a line on standard error, and a status.
  static func main() {
    // Beyond a limit on the size of files a write is to fail, not to kill us in the middle of it.
    signal(SIGXFSZ, SIG_IGN)
    do {
      if let file = DesignCommand.file(in: CommandLine.arguments.dropFirst()) {
        try DesignCommand.open(file)
      } else {
        var command = try parseAsRoot()
        try command.run()
      }
    } catch let problem as StorageProblem {
      switch problem.reason {
      // Whoever read our output has seen enough: no reason to complain.
      case .nobodyReads: end(.done)
      case .notFound: end(.noSuchFile, [problem.message])
      case .tooLarge: end(.badFile, [problem.message])
      default: end(.inputOrOutput, [problem.message])
      }
    } catch let file as UnreadableFile {
      end(.badFile, file.lines)
    } catch let network as UnwritableNetwork {
      end(.badFile, network.lines)
    } catch let problem as ArgumentProblem {
      end(.usage, [problem.message])
    } catch let problem as UsageProblem {
      end(.usage, [problem.message])
    } catch {
      let status = exitCode(for: error)
      // What was asked for, such as help, or a status alone.
      if status.isSuccess || error is ExitCode { exit(withError: error) }
      end(
        status.rawValue,
        fullMessage(for: error).split(separator: "\n").map { "\(String($0).madeSafe)\n" }.joined())
    }
  }

  private static func end(_ status: ExitStatus, _ lines: [String] = []) -> Never {
    end(status.rawValue, lines.map { "strata: \($0.madeSafe)\n" }.joined())
  }

  private static func end(_ status: Int32, _ message: String) -> Never {
    // Where even this cannot be written, the status is all that can be said.
    try? FileStore.write(Array(message.utf8), to: .error)
    Glibc.exit(status)
  }
}
