/// The environment of a bootstrap: what Lambda sets, then what the user sets. Nothing of the
/// caller's own environment gets in, so that no credentials do, and what works here works there.
struct LambdaEnvironment: Sendable {
    var name: String
    var handler: String
    var memoryMegabytes: Int
    var taskRoot: String
    var runtimeAPI: String
    var user: [String: String]

    /// Without these two there is no invocation, so a user's value would only break it.
    static let reserved = ["AWS_LAMBDA_RUNTIME_API", "_HANDLER"]

    static let region = "us-east-1"

    static let account = "012345678912"

    static func functionARN(name: String) -> String {
        "arn:aws:lambda:\(region):\(account):function:\(name)"
    }

    var variables: [String: String] {
        let (year, month, day) = Platform.utcDate()
        let date = [year, month, day].map { $0 < 10 ? "0\($0)" : String($0) }
            .joined(separator: "/")
        let ours = [
            "AWS_LAMBDA_RUNTIME_API": runtimeAPI,
            "_HANDLER": handler,
            "AWS_REGION": Self.region,
            "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": String(memoryMegabytes),
            "LAMBDA_TASK_ROOT": taskRoot,
            "AWS_LAMBDA_LOG_GROUP_NAME": "/aws/lambda/\(name)",
            "AWS_LAMBDA_LOG_STREAM_NAME": "\(date)/[$LATEST]\(Identifier.hex(32))",
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/bin",
        ]
        return ours.merging(user) { _, user in user }
    }
}
