import LocalCloud
import Testing

/// Which route a request finds: API Gateway's order.
@Suite struct RouteTests {
    private static let routes = [
        "GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default",
        "POST /pets/dog/{id}", "ANY /pets/dog/{id}", "GET /", "GET /a/{x}/c", "GET /a/{rest+}",
        "GET /{x}/b", "GET /näh e",
    ]

    private static func table(_ keys: [String]) -> RouteTable<String> {
        RouteTable(
            keys.map { key in
                let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
                return .init(
                    verb: parts.count > 1 ? parts[0] : "ANY", path: parts[parts.count - 1], key)
            })
    }

    @Test(arguments: [
        ("GET", "/pets/dog/1", "GET /pets/dog/1", [:]),
        ("GET", "/pets/dog/2", "GET /pets/dog/{id}", ["id": "2"]),
        ("POST", "/pets/dog/1", "POST /pets/dog/{id}", ["id": "1"]),
        ("PUT", "/pets/dog/1", "ANY /pets/dog/{id}", ["id": "1"]),
        ("GET", "/pets/cat/1", "GET /pets/{proxy+}", ["proxy": "cat/1"]),
        ("POST", "/test/5", "ANY /{proxy+}", ["proxy": "test/5"]),
        ("GET", "/", "GET /", [:]), ("POST", "/", "$default", [:]),
        ("GET", "/a/b/c", "GET /a/{x}/c", ["x": "b"]),
        ("GET", "/a/b/d", "GET /a/{rest+}", ["rest": "b/d"]),
        ("GET", "/a/b", "GET /{x}/b", ["x": "a"]),
        // Decoded after it is cut into segments.
        ("GET", "/pets/dog/a%2Fb%20c", "GET /pets/dog/{id}", ["id": "a/b c"]),
        ("GET", "/n%C3%A4h%20e", "GET /näh e", [:]),
        // A slash at the end is a segment, and no value.
        ("GET", "/pets/dog/", "GET /pets/{proxy+}", ["proxy": "dog/"]),
        ("GET", "/pets/", "ANY /{proxy+}", ["proxy": "pets/"]),
        // Nobody goes up.
        ("GET", "/pets/dog/../1", "GET /pets/{proxy+}", ["proxy": "dog/../1"]),
        ("GET", "/pets/dog/%2e%2e", "GET /pets/dog/{id}", ["id": ".."]),
        ("GET", "//", "ANY /{proxy+}", ["proxy": "/"]),
    ])
    func theMostSpecificRouteWins(
        _ method: String, _ path: String, _ key: String, _ parameters: [String: String]
    ) throws {
        for routes in [Self.routes, Self.routes.reversed()] {
            let path = try #require(RequestPath(path))
            let match = try #require(Self.table(routes).find(method, path))
            #expect(match.target == key)
            #expect(match.parameters == parameters)
        }
    }

    @Test(arguments: [("POST", "/a"), ("GET", "/b"), ("GET", "/a/"), ("GET", "/a/b"), ("GET", "/")])
    func whatNoRouteTakes(_ method: String, _ path: String) throws {
        let table = Self.table(["GET /a", "GET /f/{rest+}", "GET /i/{id}"])
        let match = table.find(method, try #require(RequestPath(path)))
        #expect(match?.target == nil)
    }

    @Test(arguments: ["/%", "/%4", "/%zz", "/%+1", "/a%ff", "/%C3", "/%ED%A0%80"])
    func whatIsNoPath(_ path: String) { #expect(RequestPath(path) == nil) }

    @Test(arguments: [
        (["GET /a", "GET /a"], true), (["GET /a", "ANY /a"], true),
        (["$default", "$default"], true),
        (["GET /a/{x}", "GET /a/{y}"], true), (["GET /{a+}", "ANY /{b+}"], true),
        (["GET /a", "POST /a"], false), (["GET /a/{x}", "GET /a/b"], false),
        (["ANY /{a+}", "$default"], false), (["GET /a", "GET /a/"], false),
    ])
    func routesThatCollide(_ keys: [String], _ collide: Bool) {
        #expect((Self.table(keys).collision() != nil) == collide)
    }
}
