internal import HCL
internal import Manifest

/// A schedule of EventBridge Scheduler, and the role by which it invokes the function.
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/
func schedule(_ scope: FunctionScope) -> [Resource] {
    guard let plan = scope.function.schedule else { return [] }
    let names = scope.names + ["schedule"]

    var trust = Resource.data("aws_iam_policy_document", names + ["trust"], scope)
    var statement = trustStatement("scheduler.amazonaws.com")
    statement.body.block("condition") { body in
        body.set("test", "StringEquals")
        body.set("variable", "aws:SourceAccount")
        body.set("values", .list([scope.account]))
    }
    trust.block.body.append(statement)

    var role = Resource.resource("aws_iam_role", names, scope)
    // No function's role begins like this.
    role.set("name", limited("schedule-\(scope.name)", to: 64))
    role.set("assume_role_policy", trust.reference.attribute("json"))

    var document = Resource.data("aws_iam_policy_document", names, scope)
    document.block("statement") { body in
        body.set("actions", .strings(["lambda:InvokeFunction"]))
        body.set("resources", .list([scope.alias.attribute("arn")]))
    }

    var policy = Resource.resource("aws_iam_role_policy", names, scope)
    policy.set("name", "asml")
    policy.set("role", role.reference.attribute("name"))
    policy.set("policy", document.reference.attribute("json"))

    let timer = timer(plan, scope, role: role, policy: policy)
    return [trust, role, document, policy, timer]
}

private func timer(_ plan: Schedule, _ scope: FunctionScope, role: Resource, policy: Resource)
    -> Resource
{
    var timer = Resource.resource("aws_scheduler_schedule", scope.names, scope)
    timer.set("name", limited(scope.name, to: 64))
    timer.set("schedule_expression", plan.expression, from: "schedule")
    timer.set("schedule_expression_timezone", plan.timezone, from: "schedule.timezone")
    timer.block("flexible_time_window") { $0.set("mode", "OFF") }
    timer.block("target", from: "schedule.input") { body in
        body.set("arn", scope.alias.attribute("arn"))
        body.set("role_arn", role.reference.attribute("arn"))
        if let input = plan.input { body.set("input", jsonExpression(input)) }
    }
    timer.dependsOn([policy.reference])
    return timer
}

extension FunctionScope {
    /// The number of the account that the function is in, as its ARN has it: asking AWS would need
    /// credentials even to look at a plan.
    var account: Expression {
        .index(.call("split", [":", lambda.attribute("arn")]), 4)
    }
}
