internal import Diagnostics

/// Reads what invokes a function beside an API and events: its URL and its schedule.
struct TriggerReader {
    let owner: TableReader

    func url() -> FunctionURL? {
        guard let value = owner.value("url") else { return nil }
        switch value.content {
        case .boolean(let wanted): return wanted ? FunctionURL() : nil
        case .table(let table): return url(owner.part(table, of: "url", at: owner.span(value)))
        default:
            owner.wrongType(value, of: "url", expected: .boolean, .table)
            return nil
        }
    }

    private func url(_ reader: TableReader) -> FunctionURL {
        var url = FunctionURL()
        if let auth = reader.string("auth") {
            let name = auth.lowercased() == "aws_iam" ? "iam" : auth
            url.auth =
                reader.choice(name, what: "authorization", at: reader.place("auth")) ?? url.auth
        }
        url.cors = CORSReader(reader, maxAge: 0...86400).read()
        url.streaming = reader.boolean("streaming") ?? false
        reader.finish(hints: ["auth_type": "auth", "authorization": "auth", "stream": "streaming"])
        return url
    }

    func schedule() -> Schedule? {
        guard let value = owner.value("schedule") else { return nil }
        switch value.content {
        case .string(let expression):
            return owner.check(expression, .schedule, at: owner.span(value))
                ? Schedule(expression: expression) : nil
        case .table(let table):
            let reader = owner.part(table, of: "schedule", at: owner.span(value))
            let expression = reader.required(
                "expression", .schedule, notes: ["as 'expression = \"rate(1 hour)\"'"])
            let timezone = reader.string("timezone", .timezone)
            let input = reader.string("input", .json)
            reader.finish(hints: ["rate": "expression", "cron": "expression"])
            guard let expression else { return nil }
            var schedule = Schedule(expression: expression)
            schedule.timezone = timezone
            schedule.input = input
            return schedule
        default:
            owner.wrongType(value, of: "schedule", expected: .string, .table)
            return nil
        }
    }
}
