internal import Diagnostics

/// Reads a function of a service: `[api.functions.<id>]`.
struct FunctionReader {
    let reader: TableReader
    let service: Service

    /// Nil without a name; mistakes in other keys leave their defaults.
    func read() -> Function? {
        let name = reader.required("name", .name, notes: ["its folder in that of the service"])
        var function = Function(
            name: name ?? "", folder: service.folder.appending(component: name ?? ""))
        readRuntime(into: &function)
        readBuild(into: &function)
        readHTTP(into: &function)
        readEnvironment(into: &function)
        function.permissions = PermissionReader(owner: reader).read()
        let triggers = TriggerReader(owner: reader)
        function.url = triggers.url()
        function.schedule = triggers.schedule()
        function.events = EventReader(owner: reader).read()
        readLogs(into: &function)
        readLimits(into: &function)
        function.vpc = vpc()
        reader.finish(hints: Self.hints)
        function.origins = reader.origins
        return name == nil ? nil : function
    }

    private static let hints = [
        "timeout": "timeout_seconds", "memory": "size_mb", "memory_mb": "size_mb",
        "size": "size_mb", "handler": "handler_name", "env": "environment",
        "authorizer": "authorizer_id", "arch": "architecture", "policies": "permissions",
        "lang": "language", "cron": "schedule", "dlq": "dead_letter", "cpu_compat_mode": "cpu",
        "log_retention": "log_retention_days", "ephemeral_storage": "ephemeral_storage_mb",
    ]

    private func readRuntime(into function: inout Function) {
        function.handlerName = reader.string("handler_name", .handler) ?? function.handlerName
        let choice = ProviderReader(reader).read(
            inherited: service.provider, options: service.options)
        (function.provider, function.options) = choice
        refuseElsewhere(choice.options)
        function.architecture =
            reader.choice("architecture", what: "architecture") ?? choice.options.architecture
            ?? function.architecture
        function.options.architecture = function.architecture
        function.timeoutSeconds =
            reader.integer("timeout_seconds", in: 1...900, unit: " seconds")
            ?? function.timeoutSeconds
        function.memoryMegabytes =
            reader.integer("size_mb", in: 128...10240, unit: " MB") ?? function.memoryMegabytes
        function.isolate = reader.boolean("isolate") ?? false
        function.tracing = reader.boolean("tracing") ?? false
    }

    /// Functions of one API are in one region and one account.
    private func refuseElsewhere(_ options: ProviderOptions) {
        let pairs = [
            ("region", service.options.region, options.region),
            ("account", service.options.accountID, options.accountID),
        ]
        for (what, ofService, ofFunction) in pairs {
            guard let ofService, let ofFunction, ofService != ofFunction else { continue }
            reader.error(
                .conflict, at: "provider", "'\(ofFunction)' is not the service's \(what)",
                notes: ["the service has '\(ofService)'"])
        }
    }

    private func readBuild(into function: inout Function) {
        function.language = reader.choice("language", what: "language")
        function.build = BuildReader(owner: reader).read()
        function.wasm = reader.string("wasm", .path)
        function.cpu = reader.string("cpu", .cpu)
        guard let value = reader.value("optimize") else { return }
        switch value.content {
        case .integer(let level):
            if let optimize: Optimize = reader.choice(
                String(level), what: "optimisation", at: reader.span(value))
            {
                function.optimize = optimize
            }
        case .string(let level):
            if let optimize: Optimize = reader.choice(
                level, what: "optimisation", at: reader.span(value))
            {
                function.optimize = optimize
            }
        default: reader.wrongType(value, of: "optimize", expected: .integer, .string)
        }
    }

    private func readHTTP(into function: inout Function) {
        function.authorizerID = reader.string("authorizer_id", .id)
        guard let http = reader.table("http") else {
            if function.authorizerID != nil, !reader.has("http") {
                reader.warning(
                    .ignored, at: "authorizer_id", "nothing is authorized without 'http'")
            }
            return
        }
        let path = http.required("path", .routePath, notes: ["as 'path = \"/orders/{id}\"'"])
        let isDefault = path == "$default"
        let verb =
            isDefault && !http.has("verb")
            ? "ANY" : http.required("verb", .verb, notes: ["as 'verb = \"GET\"'"])
        http.finish(hints: ["method": "verb", "route": "path"])
        guard let path, let verb else { return }
        function.http = Route(verb: verb.uppercased(), path: path)
        if function.timeoutSeconds > 30 {
            reader.warning(
                .gatewayTimeout, at: "timeout_seconds",
                "API Gateway waits for 30 seconds, the function may take longer",
                notes: ["its caller gets status 503 then"])
        }
    }

    private func readEnvironment(into function: inout Function) {
        let environment = reader.table("environment")
        function.environment = environment?.dictionary(keys: .variable, values: .text) ?? [:]
        if let secrets = reader.table("secrets") {
            function.secrets = secrets.dictionary(keys: .variable, values: .secret)
            for name in function.secrets.keys.sorted() where function.environment[name] != nil {
                secrets.error(
                    .duplicate(.variable), at: name, "'\(name)' is in 'environment' too",
                    notes: ["it can be one of them only"])
            }
        }
        let all = Array(function.environment) + Array(function.secrets)
        let size = all.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        if size > 4096 {
            reader.error(
                .tooLong(.environment), at: environment == nil ? "secrets" : "environment",
                "the environment has \(size) bytes", notes: ["Lambda takes 4096"])
        }
    }

    private func readLogs(into function: inout Function) {
        function.logFormat = reader.choice("log_format", what: "log format") ?? function.logFormat
        function.logLevel = reader.choice("log_level", what: "log level") ?? function.logLevel
        function.logRetentionDays =
            reader.retention("log_retention_days") ?? function.options.logRetentionDays
            ?? function.logRetentionDays
    }

    private func readLimits(into function: inout Function) {
        function.reservedConcurrency = reader.integer("reserved_concurrency", in: 0...100_000)
        function.provisionedConcurrency = reader.integer("provisioned_concurrency", in: 1...100_000)
        if let reserved = function.reservedConcurrency,
            let provisioned = function.provisionedConcurrency, provisioned > reserved
        {
            reader.error(
                .conflict, at: "provisioned_concurrency", "more is provisioned than reserved",
                notes: ["'reserved_concurrency' is \(reserved)"])
        }
        function.ephemeralStorageMegabytes = reader.integer(
            "ephemeral_storage_mb", in: 512...10240, unit: " MB")
        function.deadLetter = reader.string("dead_letter", .queueOrTopic)
        function.retries = reader.integer("retries", in: 0...2)
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html
    private func vpc() -> VPC? {
        guard let vpc = reader.table("vpc") else { return nil }
        defer { vpc.finish(hints: ["subnets": "subnet_ids", "groups": "security_group_ids"]) }
        let lists = [
            ("subnet_ids", Shape.subnet, 16), ("security_group_ids", Shape.securityGroup, 5),
        ].map { key, shape, most -> [String]? in
            let list = vpc.strings(key, shape)
            if !vpc.has(key) { vpc.missing(key) }
            if vpc.isEmptyList(key) {
                vpc.error(.empty, at: key, "'\(key)' is empty", notes: ["name one"])
            }
            if let list, list.count > most {
                vpc.error(
                    .outOfRange(1...most), at: key, "these are \(list.count)",
                    notes: ["Lambda takes \(most)"])
            }
            return list
        }
        guard let subnets = lists[0], let groups = lists[1] else { return nil }
        return VPC(subnetIDs: subnets, securityGroupIDs: groups)
    }
}

/// Reads `build`: a command line, or a list of them.
struct BuildReader {
    let owner: TableReader

    func read() -> [[String]]? {
        guard let value = owner.value("build") else { return nil }
        switch value.content {
        case .string(let line): return words(line, value).map { [$0] }
        case .array(let lines):
            if lines.isEmpty {
                owner.error(.empty, at: "build", "no command", notes: ["leave 'build' out"])
            }
            return lines.compactMap { element in
                guard case .string(let line) = element.content else {
                    owner.wrongType(element, of: "build", expected: .string)
                    return nil
                }
                return words(line, element)
            }
        default:
            owner.wrongType(value, of: "build", expected: .string, .list)
            return nil
        }
    }

    private func words(_ line: String, _ value: TOMLValue) -> [String]? {
        var message = ""
        var notes: [String] = []
        do throws(CommandLine.Mistake) {
            let words = try CommandLine(line).words
            if !words.contains(where: { $0.utf8.contains(0) }) { return words }
            message = "a command with a NUL character"
        } catch {
            switch error {
            case .empty: message = "no command"
            case .openQuote("\\"): message = "nothing stands behind the last '\\'"
            case .openQuote(let quote): message = "a quote, \(quote), is opened and not closed"
            case .shell(let sign):
                message = "'\(sign)' has no meaning: commands do not run in a shell"
                notes = ["'build' may be a list of commands"]
            }
        }
        owner.issues.error(.malformed(.command), at: owner.span(value), message, notes: notes)
        return nil
    }
}
