internal import Manifest
import Testing

/// Edits, each with the whole text before and after.
struct EditTests {
    static let service = """
        # The mail service.
        [service]
        name = "mail"

        # Sends.
        [api.functions.send]
        name = "send" # the only one
        timeout_seconds = 10
        # tracing = true

        [api.functions.send.http]
        verb = "POST"
        path = "/send"

        # ---- reading ----

        # Lists.
        [api.functions.list]
        name = "list"
        authorizer_id = "own"

        [api.authorizers.own]
        auth_type = "lambda"
        function = "send"

        """

    private func edited(
        _ text: String, _ edit: (inout ManifestEditor) throws(ManifestIssue) -> Void
    ) throws -> String {
        var editor = try ManifestEditor(file: "service.toml", bytes: Array(text.utf8))
        try edit(&editor)
        return String(decoding: editor.bytes, as: UTF8.self)
    }

    private func kind(
        _ text: String, _ edit: (inout ManifestEditor) throws(ManifestIssue) -> Void
    ) -> ManifestIssue.Kind? {
        do {
            _ = try edited(text, edit)
            return nil
        } catch {
            return (error as? ManifestIssue)?.kind
        }
    }

    @Test func aFunctionIsAddedBehindTheLastOne() throws {
        let text = try edited(Self.service) { editor throws(ManifestIssue) in
            try editor.addFunction("drop", lines: ["http = { verb = \"DELETE\", path = \"/\" }"])
        }
        let expected = Self.service.replacing(
            "authorizer_id = \"own\"\n",
            with: """
                authorizer_id = "own"

                [api.functions.drop]
                name = "drop"
                http = { verb = "DELETE", path = "/" }

                """)
        #expect(text == expected)
    }

    @Test func aFunctionIsRenamedWhereverItIsNamed() throws {
        let text = try edited(Self.service) { editor throws(ManifestIssue) in
            try editor.renameFunction("send", to: "post")
        }
        let expected = Self.service.replacing("functions.send", with: "functions.post")
            .replacing("\"send\"", with: "\"post\"")
        #expect(text == expected)
    }

    @Test func aFunctionIsRemovedWithItsTablesAndComments() throws {
        let text = try edited(Self.service) { editor throws(ManifestIssue) in
            try editor.removeFunction("send")
        }
        let lines = Self.service.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(text == (lines[..<4] + lines[14...]).joined(separator: "\n"))
    }

    @Test func aFunctionMovesWithItsTablesAndComments() throws {
        var from = try ManifestEditor(file: "a", bytes: Array(Self.service.utf8))
        let other = "[service]\nname = \"other\"\n\n[api.functions.send]\nname = \"mine\"\n"
        var target = try ManifestEditor(file: "b", bytes: Array(other.utf8))
        try from.moveFunction("send", to: &target)
        #expect(
            String(decoding: target.bytes, as: UTF8.self) == other + """

                # Sends.
                [api.functions.send-2]
                name = "send" # the only one
                timeout_seconds = 10
                # tracing = true

                [api.functions.send-2.http]
                verb = "POST"
                path = "/send"

                """)
        #expect(!String(decoding: from.bytes, as: UTF8.self).contains("Sends"))
    }

    @Test func servicesAreAddedRenamedAndRemoved() throws {
        let text = "\u{FEFF}[project]\r\nname = \"shop\"\r\n"
        let added = try edited(text) { editor throws(ManifestIssue) in
            try editor.addService("mail")
        }
        #expect(added == text + "\r\n[services.mail]\r\nname = \"mail\"\r\n")
        let renamed = try edited(added) { editor throws(ManifestIssue) in
            try editor.renameService("mail", to: "post")
        }
        #expect(renamed == text + "\r\n[services.post]\r\nname = \"post\"\r\n")
        let removed = try edited(renamed) { editor throws(ManifestIssue) in
            try editor.removeService("post")
        }
        #expect(removed == text)
    }

    @Test func aServiceNamesItselfAnew() throws {
        let text = try edited(Self.service) { editor throws(ManifestIssue) in
            try editor.setServiceName("post")
        }
        #expect(text == Self.service.replacing("\"mail\"", with: "\"post\""))
    }

    @Test func dottedKeysAndBracesAreEditedToo() throws {
        let dotted = "[api.functions]\na.name = \"a\"\n# Two.\nb = { name = \"b\", retries = 1 }\n"
        let added = try edited(dotted) { editor throws(ManifestIssue) in
            try editor.addFunction("c")
        }
        #expect(added == dotted + "\n[api.functions.c]\nname = \"c\"\n")
        #expect(
            try edited(dotted) { editor throws(ManifestIssue) in try editor.removeFunction("b") }
                == "[api.functions]\na.name = \"a\"\n")
        let braces = "api = { functions = { a = { name = \"a\" } } }\n"
        let two = try edited(braces) { editor throws(ManifestIssue) in
            try editor.addFunction("b")
        }
        #expect(two == "api = { functions = { a = { name = \"a\" }, b = { name = \"b\" } } }\n")
        let renamed = try edited(two) { editor throws(ManifestIssue) in
            try editor.renameFunction("a", to: "z")
        }
        #expect(renamed == two.replacing("a = { name = \"a\"", with: "z = { name = \"z\""))
        #expect(
            try edited(two) { editor throws(ManifestIssue) in try editor.removeFunction("b") }
                == braces)
        var from = try ManifestEditor(file: "a", bytes: Array(dotted.utf8))
        var target = try ManifestEditor(file: "b", bytes: [])
        try from.moveFunction("b", to: &target)
        #expect(
            String(decoding: target.bytes, as: UTF8.self)
                == "[api.functions.b]\n# Two.\nname = \"b\"\nretries = 1\n")
    }

    @Test func whatCannotBeDoneIsSaidAndChangesNothing() {
        #expect(
            kind(Self.service) { editor throws(ManifestIssue) in
                try editor.removeFunction("sent")
            } == .unknownReference(.function))
        #expect(
            kind(Self.service) { editor throws(ManifestIssue) in
                try editor.addFunction("list")
            } == .duplicate(.function))
        #expect(
            kind(Self.service) { editor throws(ManifestIssue) in
                try editor.renameFunction("send", to: "list")
            } == .duplicate(.function))
        #expect(
            kind(Self.service) { editor throws(ManifestIssue) in
                try editor.addFunction("../x")
            } == .malformed(.name))
        #expect(
            kind(Self.service) { editor throws(ManifestIssue) in
                try editor.addFunction("new", lines: ["timeout_seconds = "])
            } == .syntax)
        #expect(
            kind("[service]\n") { editor throws(ManifestIssue) in
                try editor.setServiceName("x")
            } == .missingKey("service.name"))
        #expect(kind("a = ") { _ throws(ManifestIssue) in } == .syntax)
        #expect(
            kind("api = { cors = true }\n") { editor throws(ManifestIssue) in
                try editor.addFunction("new")
            } == .notEditable)
    }
}
