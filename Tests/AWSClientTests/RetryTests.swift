import AWSClient
import Testing

/// How long is waited before trying again.
struct RetryTests {
    private func policy(random: Double) -> RetryPolicy {
        var policy = RetryPolicy(first: .seconds(1), longest: .seconds(20))
        policy.random = { random }
        return policy
    }

    @Test func theLongestWaitDoublesUpToALimit() {
        let waits = (1...8).map { policy(random: 1).delay(after: $0, wanted: nil) }
        #expect(waits == [1, 2, 4, 8, 16, 20, 20, 20].map { Duration.seconds($0) })
        #expect(policy(random: 1).delay(after: .max, wanted: nil) == .seconds(20))
    }

    @Test func anyPartOfItMayBeWaited() {
        #expect(policy(random: 0).delay(after: 5, wanted: nil) == .zero)
        #expect(policy(random: 0.5).delay(after: 3, wanted: nil) == .seconds(2))
        for _ in 0..<100 {
            let wait = RetryPolicy().delay(after: 2, wanted: nil)
            #expect(wait >= .zero && wait <= .seconds(2))
        }
    }

    @Test func whatTheServerWantsIsWaited() {
        let policy = policy(random: 0)
        #expect(policy.delay(after: 1, wanted: .seconds(7)) == .seconds(7))
        #expect(policy.delay(after: 1, wanted: .seconds(-7)) == .zero)
        #expect(policy.delay(after: 1, wanted: .seconds(7_000)) == .seconds(20))
    }
}
