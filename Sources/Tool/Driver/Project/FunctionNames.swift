internal import Diagnostics
internal import Manifest
internal import Terraform

/// How users name an application's functions: `service.function`, or the function alone where only
/// one service has it.
extension Application {
    func function(named name: String) throws(Diagnostic) -> (service: Service, function: Function) {
        if let whole = functions.first(where: { FunctionID($0).description == name }) {
            return whole
        }
        let candidates = functions.filter { $0.function.name == name }
        if candidates.count == 1 { return candidates[0] }
        if candidates.isEmpty { throw noFunction(name) }
        let names = candidates.map { "'\(FunctionID($0))'" }
        throw Diagnostic(
            at: .tool, "several services have a function '\(name)'",
            notes: ["which one? \(names.joined(separator: ", "))"])
    }

    private func noFunction(_ name: String) -> Diagnostic {
        let names = functions.map { FunctionID($0).description }
        let alone = functions.map(\.function.name)
        var notes: [String] = []
        if let similar = similarNames(to: name, in: names).first {
            notes = ["did you mean '\(similar)'?"]
        } else if let similar = similarNames(to: name, in: alone).first,
            let at = alone.firstIndex(of: similar)
        {
            notes = ["did you mean '\(names[at])'?"]
        }
        notes.append(names.isEmpty ? "there are none yet" : "there are \(Self.list(names))")
        return Diagnostic(
            at: .tool, "application '\(self.name)' has no function '\(name)'", notes: notes)
    }

    private static func list(_ names: [String]) -> String {
        let longest = 12
        let shown = names.prefix(longest).joined(separator: ", ")
        return names.count > longest ? "\(shown) and \(names.count - longest) more" : shown
    }
}

extension FunctionID {
    init(_ part: (service: Service, function: Function)) {
        self.init(part.service.name, part.function.name)
    }
}
