internal import Foundation
internal import NIOHTTP1

/// How often and how long after one another something is tried that may work later.
struct Backoff: Sendable {
    /// The first one counts.
    var attempts: Int
    var firstDelay: Duration
    var longestDelay: Duration

    static let retried: Set<Int> = [408, 429, 500, 502, 503, 504]

    /// Sends until the answer is final: one that says 'later' is repeated, as is a connection that
    /// fails. The last answer is returned as it is.
    func response(
        _ send: @Sendable () async throws(OCIError) -> RegistryResponse
    ) async throws(OCIError) -> RegistryResponse {
        var attempt = 1
        while true {
            var wanted: Duration?
            do {
                let response = try await send()
                guard Self.retried.contains(response.status), attempt < attempts else {
                    return response
                }
                wanted = Self.retryAfter(response)
            } catch {
                guard error.kind == .connection, attempt < attempts else { throw error }
            }
            try await wait(after: attempt, wanted)
            attempt += 1
        }
    }

    /// Doubles each time, with some chance in it, unless the server says how long.
    func wait(after attempt: Int, _ wanted: Duration? = nil) async throws(OCIError) {
        let doubled = firstDelay * (1 << min(attempt - 1, 10))
        let delay = wanted ?? doubled * Double.random(in: 0.5...1)
        do { try await Task.sleep(for: min(delay, longestDelay)) } catch {
            throw OCIError(.cancelled, in: "waiting to try again", "cancelled")
        }
    }

    /// Seconds, or a date.
    static func retryAfter(_ response: RegistryResponse) -> Duration? {
        guard let text = response.headers.first(name: "Retry-After") else { return nil }
        if let seconds = UInt32(text) { return .seconds(Int64(seconds)) }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        guard let date = formatter.date(from: text) else { return nil }
        return .seconds(max(0, date.timeIntervalSinceNow))
    }
}
