package import Diagnostics

/// A mistake in a manifest, or what deserves a warning, and where it stands.
package struct ManifestIssue: Error, Equatable, Sendable {
    package var kind: Kind
    package var span: SourceSpan
    package var message: String
    /// What would be right; the first is shown behind the place.
    package var notes: [String]

    package init(_ kind: Kind, at span: SourceSpan, _ message: String, notes: [String] = []) {
        self.kind = kind
        self.span = span
        self.message = message
        self.notes = notes
    }

    package enum Kind: Equatable, Sendable {
        // Files
        case missingFile, missingFolder, tooLarge, notUTF8, syntax, tooDeep
        // Keys
        case missingKey(String)
        case unknownKey(String)
        case wrongType(expected: [ValueKind], found: ValueKind)
        // Values on their own
        case outOfRange(ClosedRange<Int>)
        /// None of the values there are.
        case unknownValue(String)
        case malformed(Form)
        /// More of them, or longer, than AWS takes.
        case tooLong(Form)
        case empty
        // Values together
        case duplicate(Subject)
        case unknownReference(Subject)
        case conflict
        /// Right, but written in a way that an edit would not keep.
        case notEditable
        // Warnings
        /// Accepted for AssemblyLift's sake, or without an effect here.
        case ignored
        /// API Gateway stops waiting before the function's time is over.
        case gatewayTimeout
    }

    package enum ValueKind: String, Sendable {
        case table = "a table"
        case list = "a list"
        case string = "a string"
        case integer = "a whole number"
        case float = "a number with a point"
        case boolean = "true or false"
        case date = "a date"
    }

    /// What a text has to be.
    package enum Form: Equatable, Sendable {
        case name, id, functionName, handler, tag, variable, environment, command, path
        case region, accountID, bucket, url, arn, json, headers
        case route, verb, schedule, timezone, coordinates, version, oci
        case action, resource, condition, subnet, securityGroup, s3Event, eventBus, cpu, origin
    }

    /// What there can be one of only, or what is named elsewhere.
    package enum Subject: Equatable, Sendable {
        case service, function, authorizer, route, iomod, variable, event, key
    }

    package func diagnostic(_ severity: Diagnostic.Severity = .error) -> Diagnostic {
        Diagnostic(severity, at: .text(span), message, notes: notes)
    }
}

/// Every mistake in the manifests of an application, sorted by file and line; at least one.
package struct ManifestErrors: Error, Equatable, Sendable {
    package var issues: [ManifestIssue]

    package init(_ issues: [ManifestIssue]) { self.issues = issues.inOrder }

    package var diagnostics: [Diagnostic] { issues.map { $0.diagnostic() } }
}

extension [ManifestIssue] {
    /// By file, line and column; what is at one place stays in its order.
    var inOrder: [ManifestIssue] {
        enumerated().sorted { left, right in
            let (a, b) = (left.element.span, right.element.span)
            return (a.file, a.line, a.column, left.offset)
                < (b.file, b.line, b.column, right.offset)
        }.map(\.element)
    }
}

/// Where readers and checks leave what they find.
final class IssueList {
    /// More than anybody reads; what is left of a file that is no manifest costs no time.
    private static let most = 500

    private(set) var errors: [ManifestIssue] = []
    private(set) var warnings: [ManifestIssue] = []

    func error(
        _ kind: ManifestIssue.Kind, at span: SourceSpan, _ message: String, notes: [String] = []
    ) {
        add(ManifestIssue(kind, at: span, message, notes: notes))
    }

    func add(_ error: ManifestIssue) {
        guard errors.count < Self.most else { return }
        errors.append(error)
    }

    func warning(
        _ kind: ManifestIssue.Kind, at span: SourceSpan, _ message: String, notes: [String] = []
    ) {
        guard warnings.count < Self.most else { return }
        warnings.append(ManifestIssue(kind, at: span, message, notes: notes))
    }

    /// What was meant, and else what there is.
    func hint(_ name: String, among names: [String], none: String = "") -> [String] {
        guard errors.count < Self.most else { return [] }
        if let similar = similarNames(to: name, in: names).first {
            return ["did you mean '\(similar)'?"]
        }
        let some = names.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
        guard !names.isEmpty else { return [none] }
        return ["there are \(some)" + (names.count > 12 ? ", …" : "")]
    }
}
