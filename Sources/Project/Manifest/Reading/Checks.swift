internal import Diagnostics

/// What has to be right between the functions of one service: routes and authorizers.
struct RouteCheck {
    let service: Service
    /// All ids and names in the file, also of what is wrong otherwise.
    let authorizers: [String]
    let functions: [String]
    let issues: IssueList

    func run() {
        checkRoutes()
        checkAuthorizers()
    }

    private func checkRoutes() {
        var seen: [String: Function] = [:]
        for function in service.functions.inFileOrder {
            guard let route = function.http, let span = function.origins["http"] else { continue }
            let pattern = (try? RoutePath(route.path))?.pattern ?? route.path
            let key = route.path == "$default" ? route.path : "\(route.verb) \(pattern)"
            guard let first = seen[key], let firstRoute = first.http else {
                seen[key] = function
                continue
            }
            issues.error(
                .duplicate(.route), at: function.origins["http.path"] ?? span,
                "route '\(route.key)' collides with that of '\(first.name)'",
                notes: [
                    firstRoute.key == route.key
                        ? "the same route" : "'\(firstRoute.key)' is for the same requests"
                ])
        }
    }

    private func checkAuthorizers() {
        for function in service.functions {
            guard let id = function.authorizerID, !authorizers.contains(id),
                let span = function.origins["authorizer_id"]
            else { continue }
            issues.error(
                .unknownReference(.authorizer), at: span, "unknown authorizer '\(id)'",
                notes: issues.hint(id, among: authorizers, none: "the service has no authorizers"))
        }
        for authorizer in service.api.authorizers {
            guard case .lambda(let function) = authorizer.kind, !functions.contains(function),
                let span = authorizer.origins["function"]
            else { continue }
            issues.error(
                .unknownReference(.function), at: span, "unknown function '\(function)'",
                notes: issues.hint(function, among: functions, none: "the service has no functions")
            )
        }
    }
}

/// What has to be right between all names: functions at AWS have one name made of three.
struct NameCheck {
    let application: Application
    let issues: IssueList

    func run() {
        var seen: [String: String] = [:]
        for (service, function) in application.functions {
            guard let span = function.origins["name"] else { continue }
            let name = application.nameInAWS(service, function)
            if name.utf8.count > 64 {
                issues.error(
                    .tooLong(.functionName), at: span,
                    "the function's name at AWS would have \(name.utf8.count) characters",
                    notes: ["'\(name)'; Lambda takes 64"])
            }
            let mine = "\(service.name)/\(function.name)"
            if let other = seen[name] {
                issues.error(
                    .duplicate(.function), at: span,
                    "'\(mine)' and '\(other)' have the same name at AWS",
                    notes: ["both are '\(name)'"])
            }
            seen[name] = mine
        }
    }
}

extension [Function] {
    fileprivate var inFileOrder: [Function] {
        sorted { ($0.origins.place?.line ?? 0) < ($1.origins.place?.line ?? 0) }
    }
}
