/// What the names of a script stand for, be it modules or instances: the latest one without a name.
/// One that failed takes the place of the one before it, so that what follows does not test another.
struct ScriptNames<Value> {
    enum Entry {
        case present(Value)
        /// Why there is none.
        case missing(Outcome)
    }
    private var latest: Entry?
    private var named: [String: Entry] = [:]

    mutating func set(_ name: String?, _ entry: Entry) {
        latest = entry
        if let name { named[name] = entry }
    }

    subscript(name: String?) -> Entry? { name.map { named[$0] } ?? latest }
}

extension Outcome {
    /// What a step comes to whose module or instance is missing.
    func passedOn(_ message: String) -> Outcome {
        if case .unsupported = self { self } else { .failed(message) }
    }
}
