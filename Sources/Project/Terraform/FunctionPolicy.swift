internal import HCL
internal import Manifest

/// A function's role, with the least policy that what the manifest asks for needs.
func functionPolicy(_ scope: FunctionScope) -> [Resource] {
    let names = scope.names
    var role = Resource.resource("aws_iam_role", names, scope)
    // The user's own Terraform finds it by this name.
    role.set("name", scope.name, from: "name")
    role.set("assume_role_policy", lambdaTrust().reference.attribute("json"))

    var document = Resource.data("aws_iam_policy_document", names, scope)
    for statement in statements(scope) { document.block.body.append(statement) }
    document.place.keys["statement"] = "permissions"

    var policy = Resource.resource("aws_iam_role_policy", names, scope)
    policy.set("name", "asml")
    policy.set("role", role.reference.attribute("name"))
    policy.set("policy", document.reference.attribute("json"), from: "permissions")
    return [role, document, policy]
}

/// Who takes the roles of functions. Of one name only: those of functions' documents have two.
func lambdaTrust() -> Resource {
    var trust = Resource("data", ["aws_iam_policy_document", "lambda"])
    trust.block.body.append(trustStatement("lambda.amazonaws.com"))
    return trust
}

func trustStatement(_ principal: String) -> Block {
    var statement = Block("statement")
    statement.body.set("actions", .strings(["sts:AssumeRole"]))
    statement.body.block("principals") { body in
        body.set("type", "Service")
        body.set("identifiers", .strings([principal]))
    }
    return statement
}

private func statements(_ scope: FunctionScope) -> [Block] {
    let function = scope.function
    let group = scope.reference("aws_cloudwatch_log_group").attribute("arn")
    var result = [
        statement("Log", ["logs:CreateLogStream", "logs:PutLogEvents"], ["\(group):*"])
    ]
    if function.tracing {
        // X-Ray has no resources to name.
        result.append(
            statement("Trace", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], ["*"]))
    }
    if function.vpc != nil { result += networkStatements(scope) }
    result += sourceStatements(function.events)
    if let target = function.deadLetter {
        let action = serviceName(target) == "sns" ? "sns:Publish" : "sqs:SendMessage"
        result.append(statement("DeadLetter", [action], [.string(target)]))
    }
    result += secretStatements(function.secrets)
    return result + function.permissions.map(userStatement)
}

/// What Lambda does with network interfaces through the role, and nobody else may: not the code
/// that runs in the function.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
private func networkStatements(_ scope: FunctionScope) -> [Block] {
    let actions = [
        "ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:UnassignPrivateIpAddresses",
    ]
    var denied = statement("NetworkByLambdaOnly", actions, ["*"], effect: .deny)
    denied.body.block("condition") { body in
        body.set("test", "ArnLike")
        body.set("variable", "lambda:SourceFunctionArn")
        body.set("values", .strings(["arn:*:lambda:*:*:function:\(scope.name)"]))
    }
    return [statement("Network", actions, ["*"]), denied]
}

private func sourceStatements(_ events: [EventSource]) -> [Block] {
    var queues: Set<String> = []
    var tables: Set<String> = []
    var streams: Set<String> = []
    var consumers: Set<String> = []
    for event in events {
        switch event.kind {
        case .sqs(let queue): queues.insert(queue.arn)
        case .dynamodb(let stream): tables.insert(stream.arn)
        case .kinesis(let stream):
            let parts = stream.arn.split(separator: "/consumer/", maxSplits: 1)
            if parts.count == 2 { consumers.insert(stream.arn) }
            streams.formUnion(parts.first.map { [String($0)] } ?? [])
        case .sns, .s3, .eventbridge: break
        }
    }
    let rows: [(String, [String], Set<String>)] = [
        (
            "ReadQueues",
            ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"], queues
        ),
        (
            "ReadTableStreams",
            [
                "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
                "dynamodb:ListStreams",
            ], tables
        ),
        (
            "ReadStreams",
            [
                "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
                "kinesis:GetShardIterator", "kinesis:ListShards",
            ], streams
        ),
        ("SubscribeToStreams", ["kinesis:SubscribeToShard"], consumers),
    ]
    return rows.filter { !$0.2.isEmpty }.map { sid, actions, arns in
        statement(sid, actions, arns.sorted().map(Expression.string))
    }
}

private func secretStatements(_ secrets: [String: String]) -> [Block] {
    let rows = [
        ("ReadSecrets", ["secretsmanager:GetSecretValue"], "secretsmanager"),
        ("ReadParameters", ["ssm:GetParameter", "ssm:GetParameters"], "ssm"),
    ]
    return rows.compactMap { sid, actions, service in
        let arns = Set(secrets.values.filter { serviceName($0) ?? "" == service }).sorted()
        return arns.isEmpty ? nil : statement(sid, actions, arns.map(Expression.string))
    }
}

private func userStatement(_ permission: Permission) -> Block {
    var block = statement(
        nil, permission.actions, permission.resources.map(Expression.string),
        effect: permission.effect)
    for condition in permission.conditions {
        block.body.block("condition") { body in
            body.set("test", .string(condition.test))
            body.set("variable", .string(condition.variable))
            body.set("values", .strings(condition.values))
        }
    }
    return block
}

private func statement(
    _ sid: String?, _ actions: [String], _ resources: [Expression],
    effect: Permission.Effect = .allow
) -> Block {
    var statement = Block("statement")
    if let sid { statement.body.set("sid", .string(sid)) }
    if effect == .deny { statement.body.set("effect", .string(effect.rawValue)) }
    statement.body.set("actions", .strings(actions))
    statement.body.set("resources", .list(resources))
    return statement
}
