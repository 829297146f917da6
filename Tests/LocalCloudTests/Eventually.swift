import Testing

/// Thrown where something did not come to be; a loop without an end would hold all tests up.
struct NeverHappened: Error { let what: String }

/// Waits until it is so, for two minutes at most: no test asks how long it took.
func eventually(
    _ what: String, every pause: Duration = .milliseconds(20), _ isSo: () throws -> Bool
) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try !isSo() {
        guard ContinuousClock.now < end else { throw NeverHappened(what: what) }
        try await Task.sleep(for: pause)
    }
}
