internal import HCL
internal import Manifest

/// What sends a function events. Buckets are in `BucketResources.swift`, because a bucket has one
/// list of notifications for all functions.
func eventSources(_ scope: FunctionScope) -> [Resource] {
    named(scope.function.events).flatMap { name, event in
        switch event.kind {
        case .sqs(let queue): [mapping(queue, name, event, scope)]
        case .dynamodb(let stream), .kinesis(let stream): [mapping(stream, name, event, scope)]
        case .sns(let topic): subscription(topic, name, event, scope)
        case .eventbridge(let bus): rule(bus, name, event, scope)
        case .s3: [Resource]()
        }
    }
}

/// Each source with names that it keeps while others come and go; of several from one place, the
/// later ones are counted.
private func named(_ events: [EventSource]) -> [(name: [String], event: EventSource)] {
    var counts: [[String]: Int] = [:]
    return events.map { event in
        let name = event.names
        let count = counts[name, default: 0] + 1
        counts[name] = count
        return (count == 1 ? name : name + ["\(count)"], event)
    }
}

extension EventSource {
    fileprivate var names: [String] {
        switch kind {
        case .sqs(let source): ["sqs", shortName(source.arn)]
        case .sns(let source): ["sns", shortName(source.arn)]
        case .s3(let source): ["s3", source.bucketName]
        case .dynamodb(let source): ["dynamodb", shortName(source.arn)]
        case .kinesis(let source): ["kinesis", shortName(source.arn)]
        case .eventbridge(let source): ["events", shortName(source.bus)]
        }
    }
}

private func mapping(
    _ queue: EventSource.SQS, _ name: [String], _ event: EventSource, _ scope: FunctionScope
) -> Resource {
    var mapping = mapping(of: queue.arn, from: "sqs", name, event, scope)
    mapping.set("batch_size", queue.batchSize, from: "batch_size")
    mapping.set(
        "maximum_batching_window_in_seconds", queue.batchingWindowSeconds,
        from: "batching_window_seconds")
    mapping.finish(filters: queue.filters, reportsFailures: queue.reportsFailures)
    if let most = queue.maximumConcurrency {
        mapping.block("scaling_config", from: "maximum_concurrency") { body in
            body.set("maximum_concurrency", .number(most))
        }
    }
    mapping.dependsOn(scope.sources)
    return mapping
}

private func mapping(
    _ stream: EventSource.Stream, _ name: [String], _ event: EventSource, _ scope: FunctionScope
) -> Resource {
    var mapping = mapping(of: stream.arn, from: name.first, name, event, scope)
    mapping.set("starting_position", stream.startingPosition.rawValue, from: "starting_position")
    mapping.set("batch_size", stream.batchSize, from: "batch_size")
    mapping.set(
        "maximum_batching_window_in_seconds", stream.batchingWindowSeconds,
        from: "batching_window_seconds")
    mapping.set(
        "parallelization_factor", stream.parallelizationFactor, from: "parallelization_factor")
    mapping.set("maximum_retry_attempts", stream.maximumRetries, from: "maximum_retries")
    mapping.finish(filters: stream.filters, reportsFailures: stream.reportsFailures)
    mapping.dependsOn(scope.sources)
    return mapping
}

private func mapping(
    of arn: String, from key: String?, _ name: [String], _ event: EventSource,
    _ scope: FunctionScope
) -> Resource {
    let kind = "aws_lambda_event_source_mapping"
    var mapping = Resource.resource(kind, scope.names + name, scope, event.origins)
    mapping.set("event_source_arn", arn, from: key)
    mapping.set("function_name", scope.alias.attribute("arn"))
    return mapping
}

extension Resource {
    fileprivate mutating func finish(filters: [String], reportsFailures: Bool) {
        if reportsFailures {
            let types = Expression.strings(["ReportBatchItemFailures"])
            set("function_response_types", types, from: "report_failures")
        }
        guard !filters.isEmpty else { return }
        block("filter_criteria", from: "filters") { body in
            for filter in filters {
                body.block("filter") { $0.set("pattern", jsonExpression(filter)) }
            }
        }
    }
}

private func subscription(
    _ topic: EventSource.SNS, _ name: [String], _ event: EventSource, _ scope: FunctionScope
) -> [Resource] {
    let permission = permission(
        scope, name, principal: "sns.amazonaws.com", source: .string(topic.arn), event.origins)
    let names = scope.names + name
    var resource = Resource.resource("aws_sns_topic_subscription", names, scope, event.origins)
    resource.set("topic_arn", topic.arn, from: "sns")
    resource.set("protocol", "lambda")
    resource.set("endpoint", scope.alias.attribute("arn"))
    resource.set("filter_policy", topic.filterPolicy.map(jsonExpression), from: "filter_policy")
    resource.dependsOn([permission.reference] + scope.sources)
    return [permission, resource]
}

private func rule(
    _ source: EventSource.EventBridge, _ name: [String], _ event: EventSource,
    _ scope: FunctionScope
) -> [Resource] {
    let names = scope.names + name
    var rule = Resource.resource("aws_cloudwatch_event_rule", names, scope, event.origins)
    // No function's name has a dot.
    let suffix = name.dropFirst().joined(separator: ".")
    rule.set("name", limited("\(scope.name).\(suffix)", to: 64))
    rule.set("event_bus_name", source.bus, from: "eventbridge")
    rule.set("event_pattern", jsonExpression(source.pattern), from: "pattern")
    rule.dependsOn(scope.sources)

    let permission = permission(
        scope, name, principal: "events.amazonaws.com",
        source: rule.reference.attribute("arn"), event.origins)
    var target = Resource.resource("aws_cloudwatch_event_target", names, scope, event.origins)
    target.set("rule", rule.reference.attribute("name"))
    target.set("event_bus_name", rule.reference.attribute("event_bus_name"))
    target.set("target_id", "function")
    target.set("arn", scope.alias.attribute("arn"))
    target.dependsOn([permission.reference])
    return [rule, permission, target]
}
