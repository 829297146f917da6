import ArgumentParser
import Driver
import Foundation

struct CastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cast",
        abstract: "Build all functions, pack them, and have Terraform plan their deployment.",
        discussion: """
            Only what changed is built. When a function cannot be built, nothing is planned. The \
            Terraform is in net/, the plan waits there for 'asml bind'.

            Examples:
              asml cast
              asml cast --no-plan
            """)

    @OptionGroup var building: BuildArguments

    @Flag(inversion: .prefixedNo, help: "Whether Terraform plans what was written.")
    var plan = true

    @Flag(name: .customLong("json"), help: "What was built and planned, as JSON.")
    var isJSON = false

    func run() async throws {
        var options = CastOptions()
        options.jobs = building.jobs
        options.plans = plan
        options.answersJSON = isJSON
        try await cast(options)
    }
}

struct BuildArguments: ParsableArguments {
    @Option(name: .shortAndLong, help: "Functions that are built at a time, 1 to 256.")
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard (1...256).contains(jobs) else {
            throw ValidationError("--jobs is \(jobs), must be 1 to 256.")
        }
    }
}

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Build, and show what deploying would change.",
        discussion: """
            Attribute by attribute, as Terraform sees it. Leaves no plan for 'asml bind'.

            Examples:
              asml diff
            """)

    @OptionGroup var building: BuildArguments

    func run() async throws { try await diff(jobs: building.jobs) }
}

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check the manifests, and the Terraform that is made of them.",
        discussion: """
            Builds nothing. All mistakes are told at once.

            Examples:
              asml validate
              asml validate --no-terraform --json
            """)

    @Flag(inversion: .prefixedNo, help: "Whether Terraform looks at it, too.")
    var terraform = true

    @Flag(name: .customLong("json"), help: "What is wrong, as JSON.")
    var isJSON = false

    func run() async throws {
        var options = ValidateOptions()
        options.asksTerraform = terraform
        options.answersJSON = isJSON
        try await Driver.validate(options)
    }
}
