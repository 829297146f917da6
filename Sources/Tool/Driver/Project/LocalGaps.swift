internal import Diagnostics
internal import Manifest
internal import Terraform

/// What a manifest asks for and is not there on this machine. It is said at the start: what nobody
/// knows of is looked for in one's own code.
func localGaps(_ application: Application) -> [Diagnostic] {
    var gaps: [Diagnostic] = []
    for service in application.services {
        for iomod in service.iomods {
            gaps.append(
                gap(.warning, "calls of IOmod '\(iomod.id)' return -1", iomod.origins.place))
        }
        if service.api.accessLogs {
            gaps.append(
                gap(.note, "no access logs are kept here", service.origins["api.access_logs"]))
        }
        for function in service.functions { gaps += localGaps(function, service) }
    }
    return gaps
}

private func localGaps(_ function: Function, _ service: Service) -> [Diagnostic] {
    let name = FunctionID(service.name, function.name).description
    var gaps: [Diagnostic] = []
    if function.schedule != nil {
        gaps.append(
            gap(
                .note,
                "the schedule is not kept here; 'asml invoke \(name) --example schedule' is one"
                    + " tick of it", function.origins["schedule"]))
    }
    for event in function.events {
        gaps.append(
            gap(
                .note,
                "nothing arrives from here on this machine; 'asml invoke \(name) --example"
                    + " \(event.kind.example)' is one event", event.origins.place))
    }
    if function.deadLetter != nil {
        gaps.append(
            gap(
                .note, "nothing is sent there from this machine", function.origins["dead_letter"]))
    }
    return gaps
}

private func gap(_ severity: Diagnostic.Severity, _ message: String, _ place: SourceSpan?)
    -> Diagnostic
{
    Diagnostic(severity, at: place.map { .text($0) } ?? .tool, message)
}

extension Manifest.EventSource.Kind {
    /// As `--example` has it.
    fileprivate var example: String {
        switch self {
        case .sqs: "sqs"
        case .sns: "sns"
        case .s3: "s3"
        case .dynamodb: "dynamodb"
        case .kinesis: "kinesis"
        case .eventbridge: "eventbridge"
        }
    }
}
