import ArgumentParser
import Diagnostics
import Driver

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the tool needs on this machine, and say how to mend it.",
        discussion: """
            The last check compiles and runs a program. Exits with 1 when something that is needed \
            is missing; warnings are about what can be done without.
            """)

    @Flag(help: "One JSON document, see docs/doctor.md.")
    var json = false

    func run() async throws {
        guard try await doctor(asJSON: json) else {
            throw ExitCode(ExitStatus.badInput.rawValue)
        }
    }
}
