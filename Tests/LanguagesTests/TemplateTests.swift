import Languages
import Manifest
import Testing

/// The files that things begin with. TemplateBuildTests builds them.
@Suite struct TemplateTests {
    @Test func everyLanguageButWasmHasOne() {
        #expect(Template.languages == [.c, .cpp, .swift, .rust, .zig, .javascript])
        #expect(Template.function("f", in: .wasm).isEmpty)
    }

    @Test(arguments: Template.languages) func namesTakeTheirPlaces(_ language: Language) {
        let files = Template.application(
            "shop", service: "front", function: "say-hello", in: language)
        #expect(
            files.prefix(4).map(\.path) == [
                "assemblylift.toml", ".gitignore", "README.md", "services/front/service.toml",
            ])
        #expect(files.dropFirst(4).allSatisfy { $0.path.hasPrefix("services/front/say-hello/") })
        for file in files {
            #expect(!file.text.contains("_NAME"), "\(file.path)")
            #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"), "\(file.path)")
        }
        #expect(files[0].text.contains("\nname = \"shop\"\n"))
        #expect(files[0].text.contains("\n[services.front]\nname = \"front\"\n"))
        #expect(files[3].text.contains("\n[service]\nname = \"front\"\n"))
        #expect(files[3].text.contains("\n[api.functions.say-hello]\nname = \"say-hello\"\n"))
        #expect(files.contains { $0.text.contains("an event for say-hello") })
    }

    @Test func manifestsAreValid() throws {
        let files = Template.application("shop", service: "front", function: "hello", in: .c)
        let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.path, Array($0.text.utf8)) })
        let (application, warnings) = try ManifestReader.load(
            root: "/shop",
            read: { path in
                texts.first { path == $0.key || path == "/shop/\($0.key)" }?.value
            }, isFolder: { _ in true })
        #expect(warnings.isEmpty)
        #expect(application.name == "shop")
        #expect(application.services.map(\.name) == ["front"])
        let function = try #require(application.functions.first?.function)
        #expect(function.name == "hello" && function.language == nil)
        #expect(function.http == Route(verb: "GET", path: "/hello"))
    }

    /// A name that is a placeholder's stays what it is.
    @Test func namesAreNotReplacedTwice() {
        let files = Template.application(
            "SERVICE_NAME", service: "FUNCTION_NAME", function: "PROJECT_NAME", in: .c)
        #expect(files[0].text.contains("name = \"SERVICE_NAME\""))
        #expect(files[0].text.contains("[services.FUNCTION_NAME]"))
    }

    @Test func generatedFilesAreKeptOutOfGit() {
        let files = Template.application("a", service: "b", function: "c", in: .rust)
        #expect(files[1].text.contains("\n/.asml/\n"))
        #expect(files.contains { $0.path == "services/b/c/.gitignore" && $0.text == "/target\n" })
    }

    @Test(arguments: [("one", "one"), ("2nd", "function-2nd"), ("_x", "function-_x")])
    func aCrateHasAName(_ function: String, _ crate: String) {
        let manifest = Template.function(function, in: .rust).first { $0.path == "Cargo.toml" }
        #expect(manifest?.text.contains("[package]\nname = \"\(crate)\"\n") == true)
    }

    @Test func manifestsGrow() {
        #expect(Template.serviceTable("mail") == "\n[services.mail]\nname = \"mail\"\n")
        let table = Template.functionTable("send")
        #expect(table.hasPrefix("\n[api.functions.send]\nname = \"send\"\n"))
        let service = Template.service("mail", functions: ["send", "read"])
        #expect(service.path == "service.toml")
        #expect(service.text.hasSuffix(table.replacing("send", with: "read")))
        #expect(service.text.contains(table))
        #expect(!Template.service("mail", functions: []).text.contains("api.functions"))
    }
}
