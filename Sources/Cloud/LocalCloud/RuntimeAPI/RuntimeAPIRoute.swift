extension RuntimeAPI {
    /// The paths of version 2018-06-01 that a function without SnapStart or extensions sees.
    enum Route: Equatable {
        case ping, next, initError
        case response(id: String)
        case error(id: String)

        init?(path: String) {
            let parts = path.split(separator: "/", omittingEmptySubsequences: true)
            if parts == ["ping"] {
                self = .ping
                return
            }
            guard parts.count >= 4, parts[0] == "2018-06-01", parts[1] == "runtime" else {
                return nil
            }
            switch (parts[2], parts[3...].first, parts.dropFirst(4).first, parts.count) {
            case ("invocation", "next", nil, 4): self = .next
            case ("init", "error", nil, 4): self = .initError
            case ("invocation", let id?, "response", 5): self = .response(id: String(id))
            case ("invocation", let id?, "error", 5): self = .error(id: String(id))
            default: return nil
            }
        }

        var method: String {
            switch self {
            case .ping, .next: "GET"
            case .initError, .response, .error: "POST"
            }
        }
    }
}
