import AWSClient
import Foundation
import Synchronization
import Testing

/// Asking again and again, and giving each event once.
struct LogFollowerTests {
    private func event(_ id: String, _ timestamp: Int64) throws -> LogEvent {
        let json =
            #"{"eventId":"\#(id)","logStreamName":"s","timestamp":\#(timestamp),"message":"m"}"#
        return try JSONDecoder().decode(LogEvent.self, from: Data(json.utf8))
    }

    @Test func anEventIsGivenOnce() throws {
        var follower = LogFollower(LogFilter(group: "g", start: 100))
        let one = try event("a", 100_000), two = try event("b", 100_000)
        #expect(follower.accept([one, two, one]) == [one, two])
        follower.advance()
        #expect(follower.filter.start == 70_000)
        let late = try event("c", 80_000)
        #expect(follower.accept([late, one]) == [late])
    }

    @Test func theStartNeverGoesBack() throws {
        var follower = LogFollower(LogFilter(group: "g", start: 90_000))
        _ = follower.accept([try event("a", 100_000)])
        follower.advance()
        #expect(follower.filter.start == 90_000)
        _ = follower.accept([try event("b", Int64.max)])
        follower.advance()
        #expect(follower.filter.start == Int64.max - LogFollower.overlap)
    }

    @Test func followingGivesEachEventOnceUntilItIsCancelled() async throws {
        func page(_ ids: [String], next: String = "") -> ScriptedServer.Step {
            let events = ids.map {
                #"{"eventId":"\#($0)","logStreamName":"s","timestamp":\#(9),"message":"\#($0)"}"#
            }
            let token = next.isEmpty ? "" : #","nextToken":"\#(next)""#
            return .send(response(200, #"{"events":[\#(events.joined(separator: ","))]\#(token)}"#))
        }
        let steps = [
            page(["a"], next: "t"), page([], next: "u"), page(["b"]), .send(response(500)),
            page(["a", "b", "c"]), page(["c"]), page(["d", "c"]), page(["d"]),
        ]
        try await withScript(steps) { client, _ in
            let found = Mutex<[String]>([])
            let task = Task {
                try await client.followLogEvents(LogFilter(group: "g"), every: .milliseconds(1)) {
                    let messages = $0.map(\.message)
                    found.withLock { $0 += messages }
                }
            }
            while found.withLock({ $0.count }) < 4 { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            try await task.value
            #expect(found.withLock { $0 } == ["a", "b", "c", "d"])
        }
    }
}
