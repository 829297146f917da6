internal import Foundation
internal import LocalCloud
internal import Manifest

extension FunctionSettings {
    /// A function as its manifest has it, and so as it is in AWS.
    init(
        _ application: Application, _ service: Service, _ function: Function, bootstrap: String
    ) {
        self.init(
            name: application.nameInAWS(service, function), bootstrap: bootstrap,
            handler: "\(function.name).\(function.handlerName)")
        taskRoot = function.folder
        timeout = .seconds(function.timeoutSeconds)
        memoryMegabytes = function.memoryMegabytes
        environment = function.environment.merging(function.secrets) { $1 }
        environment["AWS_LAMBDA_LOG_FORMAT"] = function.logFormat.rawValue
        environment["AWS_LAMBDA_LOG_LEVEL"] = function.logLevel.rawValue
        emulator = Toolchain.emulator(ProcessInfo.processInfo.environment)
    }

    /// What the command line says counts more.
    mutating func apply(_ options: FunctionOptions) {
        if let handler = options.handler { self.handler = handler }
        if let seconds = options.timeoutSeconds { timeout = .seconds(seconds) }
        if let size = options.memoryMegabytes { memoryMegabytes = size }
        environment.merge(options.environment) { $1 }
        concurrency = options.concurrency
    }
}
