/// Remembers which events were seen, so that asking again for the last seconds, in which late
/// events still appear, gives each of them once.
package struct LogFollower: Sendable {
    /// How late an event may become visible, in milliseconds.
    package static let overlap: Int64 = 30_000

    /// What to ask for next.
    package private(set) var filter: LogFilter
    private var newest: Int64
    private var seen: [String: Int64] = [:]

    package init(_ filter: LogFilter) {
        self.filter = filter
        newest = filter.start ?? 0
    }

    /// Those of the events that are new.
    package mutating func accept(_ events: [LogEvent]) -> [LogEvent] {
        events.filter { event in
            newest = max(newest, event.timestamp)
            return seen.updateValue(event.timestamp, forKey: event.id) == nil
        }
    }

    /// After all pages of one answer: moves the start, and forgets what will not come again.
    package mutating func advance() {
        let start = max(filter.start ?? 0, newest - min(newest, Self.overlap))
        if start > 0 { filter.start = start }
        seen = seen.filter { $0.value >= start }
    }
}
