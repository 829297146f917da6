internal import Diagnostics

/// Reads `permissions` of a function: statements of its policy.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
struct PermissionReader {
    let owner: TableReader

    func read() -> [Permission] {
        owner.elements("permissions", title: "a permission").compactMap(permission)
    }

    private func permission(_ reader: TableReader) -> Permission? {
        let actions = list("actions", .action, reader)
        let resources = list("resources", .resource, reader)
        let effect: Permission.Effect? = reader.choice("effect", what: "effect")
        let conditions = conditions(reader)
        reader.finish(hints: [
            "action": "actions", "resource": "resources", "condition": "conditions",
        ])
        guard let actions, let resources else { return nil }
        var permission = Permission(actions: actions, resources: resources)
        permission.effect = effect ?? .allow
        permission.conditions = conditions
        return permission
    }

    private func list(_ key: String, _ shape: Shape, _ reader: TableReader) -> [String]? {
        let list = reader.strings(key, shape)
        if !reader.has(key) { reader.missing(key) }
        guard reader.isEmptyList(key) else { return list }
        reader.error(.empty, at: key, "'\(key)' is empty", notes: ["it permits nothing"])
        return nil
    }

    /// As IAM has them, `{ StringEquals = { "aws:SourceVpc" = "vpc-1" } }`, or a list of
    /// `{ test, variable, values }`, as Terraform does.
    private func conditions(_ reader: TableReader) -> [Permission.Condition] {
        guard let value = reader.value("conditions") else { return [] }
        guard let table = value.table else {
            return reader.elements("conditions", title: "a condition").compactMap(condition)
        }
        let tests = reader.part(table, of: "conditions", at: reader.span(value))
        return table.entries.flatMap { entry -> [Permission.Condition] in
            guard tests.check(entry.key, .test, at: tests.text.span(entry.keyRegion)),
                let variables = tests.table(entry.key)
            else { return [] }
            return variables.table.entries.compactMap { variable in
                variables.strings(variable.key, .line).map {
                    Permission.Condition(test: entry.key, variable: variable.key, values: $0)
                }
            }
        }
    }

    private func condition(_ reader: TableReader) -> Permission.Condition? {
        let test = reader.required("test", .test)
        let variable = reader.required("variable", .line)
        let values = reader.strings("values", .line)
        if !reader.has("values") { reader.missing("values") }
        reader.finish(hints: ["value": "values", "operator": "test"])
        guard let test, let variable, let values else { return nil }
        return Permission.Condition(test: test, variable: variable, values: values)
    }
}

extension Shape {
    fileprivate static let test = Shape(
        .condition, "not a test of a condition", note: "as 'StringEquals', 'ArnLike'"
    ) { text in
        let known = [
            "String", "Numeric", "Date", "Bool", "Binary", "IpAddress", "NotIpAddress", "Arn",
            "Null",
        ]
        let name = text.parts(by: ":").last ?? ""
        return text.isMade(of: ":", digits: false) && known.contains(where: name.hasPrefix)
    }
}
