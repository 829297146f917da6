import Testing

/// A key of a manifest, to be filled with anything.
struct HostileKey: Sendable, CustomTestStringConvertible {
    enum Scope: Sendable { case function, service, application }

    var scope: Scope
    /// `#` stands for the string, `@` for it within JSON, `%` for a number of its own.
    var line: String
    /// Whether Terraform is told at all.
    var isEmitted = true

    var testDescription: String { line }

    init(_ scope: Scope, _ line: String, isEmitted: Bool = true) {
        self.scope = scope
        self.line = line
        self.isEmitted = isEmitted
    }

    func filled(with string: String, number: Int) -> String {
        line.map { character in
            switch character {
            case "#": string.inTOML
            case "@": string.inJSON.inTOML
            case "%": String(number)
            default: String(character)
            }
        }.joined()
    }

    private static let account = "eu-central-1:123456789012"

    /// Behind the name of a function.
    static let function: [HostileKey] = [
        "handler_name = \"#\"", "http = { verb = \"GET\", path = \"/%/#\" }",
        "environment = { KEY = \"#\" }", "environment = { \"#\" = \"value\" }",
        "secrets = { KEY = \"arn:aws:ssm:\(account):parameter/#\" }",
        "schedule = \"#\"", "schedule = { expression = \"rate(1 day)\", timezone = \"#\" }",
        "schedule = { expression = \"rate(1 day)\", input = \"{\\\"a\\\":\\\"@\\\"}\" }",
        "schedule = { expression = \"rate(1 day)\", input = \"#\" }",
        "events = [{ sqs = \"arn:aws:sqs:\(account):#\" }]",
        "events = [{ sqs = \"arn:aws:sqs:\(account):q%\", filters = \"{\\\"@\\\":[\\\"@\\\"]}\" }]",
        "events = [{ sns = \"arn:aws:sns:\(account):#\" }]",
        "events = [{ sns = \"arn:aws:sns:\(account):t%\", filter_policy = \"{\\\"@\\\":[1]}\" }]",
        "events = [{ s3 = \"#\" }]", "events = [{ s3 = \"bucket%\", prefix = \"#\" }]",
        "events = [{ s3 = \"bucket%\", suffix = \"#\" }]",
        "events = [{ s3 = \"bucket%\", events = [\"s3:#\"] }]",
        "events = [{ dynamodb = \"arn:aws:dynamodb:\(account):table/t/stream/#\" }]",
        "events = [{ kinesis = \"arn:aws:kinesis:\(account):stream/#\" }]",
        "events = [{ eventbridge = \"#\", pattern = \"{\\\"source\\\":[\\\"a\\\"]}\" }]",
        "events = [{ eventbridge = \"bus%\", pattern = \"{\\\"@\\\":[\\\"@\\\"]}\" }]",
        "permissions = [{ actions = \"s3:#\", resources = \"*\" }]",
        "permissions = [{ actions = \"s3:*\", resources = \"arn:aws:s3:::#\" }]",
        "permissions = [{ actions = \"s3:*\", resources = \"*\", "
            + "conditions = { StringEquals = { \"#\" = \"b\" } } }]",
        "permissions = [{ actions = \"s3:*\", resources = \"*\", "
            + "conditions = { StringEquals = { \"a\" = \"#\" } } }]",
        "permissions = [{ actions = \"s3:*\", resources = \"*\", "
            + "conditions = [{ test = \"#\", variable = \"a\", values = [] }] }]",
        "vpc = { subnet_ids = [\"subnet-#\"], security_group_ids = [\"sg-1\"] }",
        "vpc = { subnet_ids = [\"subnet-1\"], security_group_ids = [\"sg-#\"] }",
        "url = { auth = \"#\" }", "url = { cors = { allow_origins = [\"https://#\"] } }",
        "url = { cors = { allow_headers = [\"#\"] } }",
        "url = { cors = { allow_methods = [\"#\"] } }",
        "dead_letter = \"arn:aws:sqs:\(account):#\"", "log_level = \"#\"", "log_format = \"#\"",
    ].map { HostileKey(.function, $0) }

    /// Of what the tool itself takes.
    static let building: [HostileKey] = [
        "provider = \"#\"", "provider = { options = { base_image = \"#\" } }",
        "architecture = \"#\"", "language = \"#\"", "build = \"#\"", "build = [\"#\"]",
        "wasm = \"#\"", "optimize = \"#\"", "cpu = \"#\"", "http = { verb = \"#\", path = \"/\" }",
        "authorizer_id = \"#\"", "\"#\" = 1",
    ].map { HostileKey(.function, $0, isEmitted: false) }

    static let service: [HostileKey] = [
        "[api.cors]\nallow_origins = [\"https://#\"]", "[api.cors]\nallow_headers = [\"#\"]",
        "[api.cors]\nexpose_headers = [\"#\"]",
        jwt + "issuer = \"https://#\"\naudience = [\"a\"]",
        jwt + "issuer = \"https://a\"\naudience = [\"#\"]",
        jwt + "issuer = \"https://a\"\naudience = [\"a\"]\nscopes = [\"#\"]",
    ].map { HostileKey(.service, $0) }

    private static let jwt = "[api.authorizers.a]\nauth_type = \"jwt\"\n"

    static let serviceBuilding: [HostileKey] = [
        "[api.authorizers.a]\nauth_type = \"#\"", "[api.authorizers.\"#\"]\nauth_type = \"iam\"",
        "[api.authorizers.a]\nauth_type = \"lambda\"\nfunction = \"#\"",
        "[api.functions.\"#\"]\nname = \"g\"", "[api.functions.g]\nname = \"#\"",
        "[iomod.dependencies.a]\ncoordinates = \"#\"\nversion = \"1.0.0\"",
        "[iomod.dependencies.a]\ncoordinates = \"a.b.c\"\nversion = \"#\"",
        "[iomod.dependencies.a]\ncoordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = \"file\"\n"
            + "from = \"#\"",
        "[iomod.dependencies.a]\ncoordinates = \"a.b.c\"\nversion = \"1.0.0\"\ntype = \"oci\"\n"
            + "from = \"oci://#\"",
        "[iomod.dependencies.a]\ncoordinates = \"a.b.c\"\nversion = \"1.0.0\"\n"
            + "environment = [\"#\"]",
        "[service.provider]\nname = \"#\"", "[service.provider.options]\nregion = \"#\"",
        "[service.provider.options]\naccount_id = \"#\"",
        "[service.provider]\nname = \"aws-lambda-alpine\"\noptions = { base_image = \"#\" }",
        "[api]\nprovider = \"#\"", "[\"#\"]\na = 1",
    ].map { HostileKey(.service, $0, isEmitted: false) }

    static let application: [HostileKey] = [
        "[project.tags]\nkey = \"#\"", "[project.tags]\n\"#\" = \"value\"",
        "[terraform]\nstate_bucket_name = \"bucket\"\nstate_key = \"#\"",
        "[aws]\nendpoint_url = \"http://#\"",
    ].map { HostileKey(.application, $0) }

    static let applicationBuilding: [HostileKey] = [
        "[terraform]\nstate_bucket_name = \"#\"", "[aws]\nregion = \"#\"",
        "[aws]\naccount_id = \"#\"", "[registry]\nurl = \"https://#\"",
        "[terraform]\nstate_bucket_name = \"bucket\"\nlock_table_name = \"#\"",
        "[terraform]\nstate_bucket_name = \"bucket\"\nregion = \"#\"",
        "[services.\"#\"]\nname = \"other\"", "[services.other]\nname = \"#\"",
    ].map { HostileKey(.application, $0, isEmitted: false) }

    static let all =
        function + building + service + serviceBuilding + application + applicationBuilding
}
