/// When EventBridge Scheduler starts something.
/// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
extension Shape {
    static let schedule = Shape { text in
        guard let (name, arguments) = call(text) else {
            return complaint(text, "as 'rate(5 minutes)', 'cron(0 12 * * ? *)'")
        }
        switch name {
        case "rate" where isRate(arguments), "cron" where isCron(arguments),
            "at" where isTime(arguments):
            return nil
        case "rate": return complaint(text, "as 'rate(1 hour)', 'rate(5 minutes)'")
        case "cron":
            return complaint(text, "minutes hours day month weekday year; one of the days is '?'")
        case "at": return complaint(text, "as 'at(2026-12-24T18:00:00)'")
        default: return complaint(text, "'rate(…)', 'cron(…)' or 'at(…)'")
        }
    }

    static let timezone = Shape(
        .timezone, "not a valid time zone", note: "as 'Europe/Berlin', 'UTC'"
    ) {
        $0.isMade(of: "/_+-") && !$0.hasPrefix("/")
    }.atMost(50, .timezone)

    private static func complaint(_ text: String, _ note: String) -> Complaint {
        Complaint(
            kind: .malformed(.schedule), message: "'\(text)' is not a valid schedule", notes: [note]
        )
    }

    private static func call(_ text: String) -> (name: Substring, arguments: Substring)? {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return nil }
        return (text[..<open], text[text.index(after: open)...].dropLast())
    }

    private static func isRate(_ text: Substring) -> Bool {
        let words = text.parts(by: " ")
        guard words.count == 2, words[0].isDigits, let number = Int(words[0]), number > 0 else {
            return false
        }
        // The API wants the right number of the noun.
        let units = ["minute", "hour", "day"].map { number == 1 ? $0 : $0 + "s" }
        return units.contains(String(words[1]))
    }

    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

    private static func isCron(_ text: Substring) -> Bool {
        let fields = text.parts(by: " ")
        guard fields.count == 6 else { return false }
        // AWS knows no schedule that names both a day of the month and one of the week.
        guard (fields[2] == "?") != (fields[4] == "?") else { return false }
        return isField(fields[0], 0...59) && isField(fields[1], 0...23)
            && (fields[2] == "?" || isDay(fields[2]))
            && isField(fields[3], 1...12, names: months)
            && (fields[4] == "?" || isWeekday(fields[4])) && isField(fields[5], 1970...2199)
    }

    /// Lists of values, ranges and steps.
    private static func isField(
        _ field: Substring, _ range: ClosedRange<Int>, names: [String] = []
    ) -> Bool {
        field.parts(by: ",").allSatisfy { item in
            let steps = item.parts(by: "/")
            guard steps.count <= 2, steps.count == 1 || isNumber(steps[1], 1...range.upperBound)
            else { return false }
            let ends = steps[0].parts(by: "-")
            return steps[0] == "*"
                || ends.count <= 2
                    && ends.allSatisfy {
                        isNumber($0, range) || names.contains($0.uppercased())
                    }
        }
    }

    private static func isNumber(_ text: Substring, _ range: ClosedRange<Int>) -> Bool {
        text.isDigits && Int(text).map(range.contains) ?? false
    }

    private static func isDay(_ field: Substring) -> Bool {
        field == "L" || field == "LW" || field.hasSuffix("W") && isNumber(field.dropLast(), 1...31)
            || isField(field, 1...31)
    }

    private static func isWeekday(_ field: Substring) -> Bool {
        if field == "L" { return true }
        if field.hasSuffix("L") { return isField(field.dropLast(), 1...7, names: days) }
        let parts = field.parts(by: "#")
        if parts.count == 2 {
            return isField(parts[0], 1...7, names: days) && isNumber(parts[1], 1...5)
        }
        return isField(field, 1...7, names: days)
    }

    /// `yyyy-mm-ddThh:mm:ss`
    private static func isTime(_ text: Substring) -> Bool {
        let shape = text.utf8.map { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? UInt8(ascii: "0") : byte
        }
        guard String(decoding: shape, as: UTF8.self) == "0000-00-00T00:00:00" else { return false }
        let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
        return numbers.count == 6 && (1...12).contains(numbers[1]) && (1...31).contains(numbers[2])
            && numbers[3] < 24 && numbers[4] < 60 && numbers[5] < 60
    }
}
