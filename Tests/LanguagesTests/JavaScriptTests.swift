import Foundation
import Languages
import Manifest
import Synchronization
import Testing

/// What a function in JavaScript may do, and how it fails.
@Suite(.serialized) struct JavaScriptTests {
    /// One module for all cases: the event says which.
    private static let function = """
        import { call, FunctionError, ResponseStream } from "asml";
        import { twice } from "./lib/text.mjs";
        import table from "./table.json";

        let count = 0;
        const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        const cases = {
            value: () => 42,
            nothing: () => undefined,
            asynchronous: async () => (await sleep(20), ["slept"]),
            modules: () => twice(table.word),
            thrown: () => { throw new TypeError("no \\"luck\\""); },
            ownType: () => { throw new FunctionError("Function.Mine", "mine"); },
            rejected: async () => { await sleep(1); null.x; },
            text: () => { throw "a text"; },
            never: () => new Promise(() => {}),
            recursion: () => { const down = () => down() + 1; return down(); },
            circular: () => { const a = {}; a.a = a; return a; },
            iomod: () => call("akkoro.std.crypto.uuid4"),
            timer: async () => { setTimeout(() => { throw new RangeError("in a timer"); }, 1); await sleep(50); },
            cleared: async () => {
                let text = "";
                const first = setInterval(() => { text += "x"; if (text.length === 3) clearInterval(first); }, 1);
                clearTimeout(setTimeout(() => { text += "never"; }, 5));
                await sleep(30);
                return text;
            },
            context: (event, context) => [
                typeof context.awsRequestId, context.getRemainingTimeInMillis() > 0,
                process.env.AWS_SECRET_ACCESS_KEY ?? "no key", typeof process.env.AWS_REGION,
            ],
            log: () => { console.warn("w", 1, { a: [null] }, undefined); return 0; },
            stream: () => {
                const stream = new ResponseStream({ statusCode: 201 });
                stream.write("one ");
                stream.write(new Uint8Array([0x2a, 0x74, 0x77, 0x6f]).subarray(1));
                return stream;
            },
            unicode: () => "é\\u{1f600}\\ud800",
            big: () => String(2n ** 70n),
            count: () => ++count,
        };
        export const handler = (event, context) => cases[event.case](event, context);
        """

    /// What the end of the run removes.
    private static let kept = Mutex<Project?>(nil)

    /// Compiled once.
    private static let compiled = Task {
        let project = try Project()
        kept.withLock { $0 = project }
        atexit { JavaScriptTests.kept.withLock { $0?.remove() } }
        try project.write("services/s/f/function.js", function)
        try project.write(
            "services/s/f/lib/text.mjs",
            "import { add } from '../add.js'; export const twice = (text) => add(text, text);")
        try project.write("services/s/f/add.js", "export const add = (a, b) => a + b;")
        try project.write("services/s/f/table.json", #"{"word":"tra"}"#)
        return (project, try await project.make("s", "f"))
    }

    private func answer(_ event: String) async throws -> String {
        let (project, module) = try await Self.compiled.value
        return try await project.answer(module, to: ["--data", event])
    }

    @Test(arguments: [
        ("value", "42"), ("nothing", "null"), ("asynchronous", #"["slept"]"#),
        ("modules", #""tratra""#), ("cleared", #""xxx""#),
        ("context", #"["string",true,"no key","string"]"#), ("stream", "one two"),
        ("unicode", "\"é\u{1f600}\\ud800\""), ("big", #""1180591620717411303424""#),
        ("count", "1"), ("log", #"WARN\#tw 1 {"a":[null]} undefined"#),
    ])
    func answers(_ name: String, _ expected: String) async throws {
        let text = try await answer(#"{"case":"\#(name)"}"#)
        #expect(text.contains(expected), "\(text)")
        #expect(!text.contains("errorType"), "\(text)")
    }

    @Test(arguments: [
        ("thrown", "TypeError", #""errorMessage":"no \"luck\"\n    at thrown (function.js"#),
        ("ownType", "Function.Mine", #""errorMessage":"mine\n    at FunctionError (asml"#),
        ("rejected", "TypeError", "cannot read property 'x' of null"),
        ("text", "Error", "thrown: a text"),
        ("never", "Function.Pending", "waits for something that never happens"),
        ("recursion", "InternalError", "stack overflow"),
        ("circular", "TypeError", "circular reference"),
        ("iomod", "Function.NoIomod", "no IOmod answers to akkoro.std.crypto.uuid4"),
        ("timer", "RangeError", "in a timer"), ("unknown", "TypeError", "not a function"),
    ])
    func failuresHaveATypeAndAStack(_ name: String, _ type: String, _ message: String) async throws
    {
        let text = try await answer(#"{"case":"\#(name)"}"#)
        #expect(text.contains(#""errorType":"\#(type)""#), "\(text)")
        #expect(text.contains(message), "\(text)")
    }

    @Test(arguments: ["", "{", "{'case':1}", "[1] 2"]) func anEventThatIsNoJSON(_ event: String)
        async throws
    {
        let text = try await answer(event)
        #expect(text.contains(#""errorType":"Function.InvalidEvent""#), "\(text)")
    }

    @Test(arguments: [
        ("export const handler = (", "SyntaxError", "index.js:1"),
        ("import './nowhere.js';", "ReferenceError", "no module 'nowhere.js'"),
        ("import fs from 'fs';", "ReferenceError", "no module 'fs'"),
        ("throw new Error('at the top');", "Error", "at the top"),
        ("export const other = () => 1;", "Function.NoHandler", "exports no 'handler'"),
    ])
    func scriptsThatCannotBeLoadedFailTheirEvents(
        _ script: String, _ type: String, _ message: String
    ) async throws {
        let project = try Project()
        try project.write("services/s/f/index.js", script)
        let text = try await project.answer(try await project.make("s", "f"), to: ["--data", "{}"])
        #expect(text.contains(#""errorType":"\#(type)""#), "\(text)")
        #expect(text.contains(message), "\(text)")
    }
}
