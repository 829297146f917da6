internal import Foundation

/// How often a call is tried, and how long is waited in between: a random part of a time that
/// doubles, so that many callers do not come back together.
package struct RetryPolicy: Sendable {
    package var attempts: Int
    package var first: Duration
    package var longest: Duration
    /// Between 0 and 1.
    package var random: @Sendable () -> Double = { Double.random(in: 0...1) }

    package init(
        attempts: Int = 3, first: Duration = .seconds(1), longest: Duration = .seconds(20)
    ) {
        self.attempts = attempts
        self.first = first
        self.longest = longest
    }

    /// - Parameters:
    ///   - attempt: the one that failed, from 1.
    ///   - wanted: the server's `Retry-After`.
    package func delay(after attempt: Int, wanted: Duration?) -> Duration {
        if let wanted { return min(max(wanted, .zero), longest) }
        var most = first
        for _ in 1..<max(attempt, 1) {
            if most >= longest { break }
            most *= 2
        }
        return min(most, longest) * random()
    }

    /// Codes that say "later", whatever the status.
    static let throttling: Set = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
        "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded",
        "BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "EC2ThrottledException",
    ]

    /// Whether trying again may help.
    static func isTransient(_ error: AWSError, _ call: Call) -> Bool {
        switch error.kind {
        case .service(let code):
            let status = error.status ?? 0
            if throttling.contains(code) || status == 429 || status == 503 { return true }
            // A function that ran must not run again.
            guard call.isRepeatable else { return false }
            return [500, 502, 504].contains(status) || code == "RequestTimeout"
        case .connection, .timeout: return call.isRepeatable
        default: return false
        }
    }

    /// `Retry-After` in seconds, or as a date.
    static func wanted(_ answer: Answer, now: Date) -> Duration? {
        guard let text = answer.header("retry-after") else { return nil }
        if let seconds = UInt32(text) { return .seconds(Int64(seconds)) }
        return HTTPDate.parse(text).map { .seconds($0.timeIntervalSince(now)) }
    }
}

/// `Fri, 27 Nov 2026 02:03:25 GMT`
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func parse(_ text: String) -> Date? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]),
            let year = Int(words[3]),
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let time = words[4].split(separator: ":").compactMap { UInt8($0) }
        // A calendar may do anything with a year that has twenty digits.
        guard (1...31).contains(day), (1970...9999).contains(year), time.count == 3 else {
            return nil
        }
        var parts = DateComponents()
        parts.timeZone = .gmt
        (parts.year, parts.month, parts.day) = (year, month + 1, day)
        (parts.hour, parts.minute, parts.second) = (Int(time[0]), Int(time[1]), Int(time[2]))
        return Calendar(identifier: .gregorian).date(from: parts)
    }
}
