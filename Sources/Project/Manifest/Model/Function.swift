/// A function of a service. `services/<service>/<name>/`.
package struct Function: Equatable, Sendable {
    package var name: String
    /// Its folder, absolute.
    package var folder: String
    package var handlerName = "handler"
    package var provider = Provider.awsLambda
    /// The service's, with what its own provider says.
    package var options = ProviderOptions()
    package var architecture = Architecture.x86_64
    package var timeoutSeconds = 5
    package var memoryMegabytes = 1024
    package var http: Route?
    /// An authorizer of the service.
    package var authorizerID: String?

    // How it is made; nil where the files in its folder decide.
    package var language: Language?
    /// Command lines as words, in their order; nothing runs through a shell.
    package var build: [[String]]?
    /// The module that `build` makes, relative to the function's folder.
    package var wasm: String?
    package var optimize = Optimize.o3
    package var cpu: String?
    /// A fresh instance for every invocation.
    package var isolate = false

    package var environment: [String: String] = [:]
    /// Names of variables, and the ARNs of secrets or parameters that they carry.
    package var secrets: [String: String] = [:]
    package var permissions: [Permission] = []

    // What invokes it, beside `http`.
    package var url: FunctionURL?
    package var schedule: Schedule?
    package var events: [EventSource] = []

    package var vpc: VPC?
    package var tracing = false
    package var logFormat = LogFormat.json
    package var logLevel = LogLevel.info
    package var logRetentionDays = 14
    package var reservedConcurrency: Int?
    package var provisionedConcurrency: Int?
    package var ephemeralStorageMegabytes: Int?
    /// The ARN of a queue or topic.
    package var deadLetter: String?
    /// Of asynchronous invocations, 0 to 2.
    package var retries: Int?
    package var origins = Origins()

    package init(name: String, folder: String) {
        self.name = name
        self.folder = folder
    }
}

package enum Language: String, CaseIterable, Sendable {
    case c, cpp, swift, rust, zig, javascript, wasm
}

package enum Optimize: String, CaseIterable, Sendable {
    case o0 = "0"
    case o1 = "1"
    case o2 = "2"
    case o3 = "3"
    case size
}

/// A route of an HTTP API.
package struct Route: Equatable, Sendable {
    /// In capitals; `ANY` for all of them.
    package var verb: String
    /// `/orders/{id}`, `/files/{rest+}`, or `$default`.
    package var path: String

    package init(verb: String, path: String) {
        self.verb = verb
        self.path = path
    }

    /// As API Gateway has it.
    package var key: String { path == "$default" ? path : "\(verb) \(path)" }
}

/// A statement of the function's policy.
package struct Permission: Equatable, Sendable {
    package enum Effect: String, CaseIterable, Sendable {
        case allow = "Allow"
        case deny = "Deny"
    }

    package struct Condition: Equatable, Sendable {
        /// `StringEquals`.
        package var test: String
        package var variable: String
        package var values: [String]

        package init(test: String, variable: String, values: [String]) {
            self.test = test
            self.variable = variable
            self.values = values
        }
    }

    package var effect = Effect.allow
    package var actions: [String]
    package var resources: [String]
    package var conditions: [Condition] = []

    package init(actions: [String], resources: [String]) {
        self.actions = actions
        self.resources = resources
    }
}

package struct FunctionURL: Equatable, Sendable {
    package enum Auth: String, CaseIterable, Sendable {
        case none, iam
    }

    package var auth = Auth.none
    package var cors: CORS?
    package var streaming = false

    package init() {}
}

package struct Schedule: Equatable, Sendable {
    /// `rate(5 minutes)`, `cron(0 12 * * ? *)`, `at(2026-12-24T18:00:00)`.
    package var expression: String
    package var timezone: String?
    /// JSON.
    package var input: String?

    package init(expression: String) { self.expression = expression }
}

package struct VPC: Equatable, Sendable {
    package var subnetIDs: [String]
    package var securityGroupIDs: [String]

    package init(subnetIDs: [String], securityGroupIDs: [String]) {
        self.subnetIDs = subnetIDs
        self.securityGroupIDs = securityGroupIDs
    }
}

package enum LogFormat: String, CaseIterable, Sendable {
    case json = "JSON"
    case text = "Text"
}

package enum LogLevel: String, CaseIterable, Sendable {
    case trace = "TRACE"
    case debug = "DEBUG"
    case info = "INFO"
    case warn = "WARN"
    case error = "ERROR"
    case fatal = "FATAL"
}
