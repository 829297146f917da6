package import Diagnostics

extension Diagnostic {
    /// What a person is told of a call that failed.
    package init(_ error: AWSError) {
        var notes = error.hint.map { [$0] } ?? []
        if let id = error.requestID { notes.append("the request's identifier is \(id)") }
        if case .file = error.place {
            self.init(at: .file("\(error.place)"), error.message, notes: notes)
        } else {
            self.init(at: .tool, "\(error)", notes: notes)
        }
    }
}
