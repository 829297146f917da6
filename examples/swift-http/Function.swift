import Asml

/// A small site behind a function URL or API Gateway: every kind of answer.
@c(handler) public func handler() -> Int32 {
    Function.handleRequest { (request: Request) throws(FunctionError) -> Response? in
        switch request.path {
        case "/": return home(request)
        case "/json":
            return .json([
                "method": .string(request.method), "path": .string(request.path),
                "body": .string(Text(request.body)),
            ])
        case "/binary":
            return .binary((0...255).map { UInt8($0) }, contentType: "application/octet-stream")
        case "/gzip": return .gzip(compressed, contentType: "text/plain")
        case "/cookies":
            return .text(request.cookie("theme") ?? "no theme")
                .cookie("session=abc; Path=/; HttpOnly").cookie("theme=dark; Path=/")
        case "/stream":
            try stream()
            return nil
        case "/error": return .httpError("this path always fails")
        case "/redirect": return .redirect("/")
        default: return .httpNotFound(request.path)
        }
    }
}

private func stream() throws(FunctionError) {
    guard let stream = ResponseStream(.text("")) else {
        throw FunctionError("Function.Answered", "there is a response already")
    }
    for number in 1...5 { stream.write("chunk \(number)\n") }
    stream.end()
}

private func home(_ request: Request) -> Response {
    // What others sent must not become markup.
    let markup = Array("<>&\"'".utf8)
    let name = Text((request.query("name") ?? "world").utf8.filter { !markup.contains($0) })
    let paths: [Text] = [
        "json", "binary", "gzip", "cookies", "stream", "error", "redirect", "nowhere",
    ]
    let links = paths.reduce(Text()) { $0 + "<li><a href=\"/\($1)\">\($1)</a></li>" }
    return .html(
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>asml</title>\
        <style>body{font:18px sans-serif;margin:3em}h1{color:#b5361c}</style></head>\
        <body><h1>Hello, \(name)!</h1><p>This page comes from a WebAssembly function in Swift, \
        compiled ahead of time.</p><ul>\(links)</ul></body></html>
        """)
}

private let compressed: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x0b, 0xc9,
    0xc8, 0x2c, 0x56, 0x28, 0x49, 0xad, 0x28, 0x51, 0x28, 0x4f, 0x2c, 0x56,
    0x48, 0xce, 0xcf, 0x2d, 0x28, 0x4a, 0x2d, 0x2e, 0x4e, 0x4d, 0x51, 0x48,
    0x4a, 0x4d, 0xcb, 0x2f, 0x4a, 0x55, 0x28, 0xc9, 0x48, 0x55, 0x48, 0x2b,
    0xcd, 0x4b, 0x2e, 0xc9, 0xcc, 0xcf, 0x83, 0x2b, 0xc9, 0xcc, 0x49, 0x4d,
    0xd1, 0xe3, 0x02, 0x00, 0x90, 0x7e, 0x6b, 0xd3, 0x3b, 0x00, 0x00, 0x00,
]
