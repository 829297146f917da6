/// Names that end up in paths, ARNs and Terraform.
extension Shape {
    /// Of projects, services and functions.
    static let name = named(.name, "not a valid name")

    /// Of what a manifest refers to.
    static let id = named(.id, "not a valid id")

    private static func named(_ form: ManifestIssue.Form, _ what: String) -> Shape {
        Shape(form, what, note: "letters, digits, '-' and '_', not first a '-'") {
            $0.isMade(of: "-_") && !$0.hasPrefix("-")
        }.atMost(64, form)
    }

    /// An export of the module.
    static let handler = Shape(
        .handler, "not a valid handler name", note: "the name of an exported function"
    ) { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !$0.isEmpty }.atMost(128, .handler)

    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    static let variable = Shape { name in
        let letters = name.isMade(of: "_")
        guard letters, name.utf8.count >= 2, name.prefix(1).isMade(digits: false) else {
            return Complaint(
                kind: .malformed(.variable), message: "'\(name)' is not a valid variable name",
                notes: ["a letter, then at least one letter, digit or '_'"])
        }
        guard !reservedVariables.contains(name) else {
            return Complaint(
                kind: .malformed(.variable), message: "Lambda itself sets '\(name)'",
                notes: ["choose another name"])
        }
        return nil
    }

    private static let reservedVariables: Set = [
        "AWS_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_MAX_CONCURRENCY",
        "AWS_LAMBDA_RUNTIME_API", "AWS_REGION", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT",
    ]

    /// What an IOmod is granted: any name that a process can have.
    static let grantedVariable = Shape(
        .variable, "not a valid variable name", note: "letters, digits and '_'"
    ) { $0.isMade(of: "_") && !$0.prefix(1).isDigits }

    /// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
    static let tagKey = Shape { key in
        guard !key.isEmpty, key.unicodeScalars.allSatisfy(isInTag) else {
            return Complaint(
                kind: .malformed(.tag), message: "'\(key)' is not a valid tag key",
                notes: ["letters, digits, spaces and _ . : / = + - @"])
        }
        guard !key.lowercased().hasPrefix("aws:") else {
            return Complaint(
                kind: .malformed(.tag), message: "tags that begin with 'aws:' are AWS's own",
                notes: ["choose another key"])
        }
        return nil
    }.atMost(128, .tag)

    static let tagValue = Shape(
        .tag, "not a valid tag value", note: "letters, digits, spaces and _ . : / = + - @"
    ) { $0.unicodeScalars.allSatisfy(isInTag) }.atMost(256, .tag)

    private static func isInTag(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        return properties.isAlphabetic || properties.numericType != nil
            || properties.generalCategory == .spaceSeparator || "_.:/=+-@".contains(String(scalar))
    }

    /// Below a folder, never above it.
    static let path = Shape { path in
        func complain(_ message: String) -> Complaint {
            Complaint(
                kind: .malformed(.path), message: message,
                notes: ["a path within the project, as 'target/handler.wasm'"])
        }
        guard !path.isEmpty else { return complain("the path is empty") }
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x5C }) else {
            return complain("'\(path)' has characters that no path here has")
        }
        guard !path.hasPrefix("/"), !path.hasPrefix("~") else {
            return complain("'\(path)' does not stay within the project")
        }
        guard !path.parts(by: "/").contains("..") else {
            return complain("'\(path)' leads out of its folder")
        }
        return nil
    }

    static let cpu = Shape(
        .cpu, "not a valid processor name", note: "as 'x86-64-v3', 'neoverse-n1'"
    ) {
        $0.isMade(of: "-_.")
    }
}
