import Asml
import Testing

/// The host's double is one for the process.
@Suite(.serialized) struct FunctionTests {
    private func host(_ event: Text) -> HostDouble { HostDouble(event: event) }

    @Test func answers() {
        var double = host("[1]")
        double.context["request-id"] = "id-1"
        double.remaining = 250
        let answered = double.invoke {
            Function.handleJson { (event) throws(FunctionError) in
                Function.log("careful", .warn)
                return [
                    "event": event, "id": .string(Context.requestId),
                    "left": .integer(Context.remaining ?? 0),
                    "tenant": Context.tenantId == nil ? .null : true,
                ]
            }
        }
        #expect(
            answered.response == Array(#"{"event":[1],"id":"id-1","left":250,"tenant":null}"#.utf8))
        #expect(answered.log == ["3 careful"])
        #expect(answered.status == 0)
    }

    @Test func failures() {
        let failed = host("{}").invoke {
            Function.handleJson { (_) throws(FunctionError) in
                throw FunctionError("Function.Lost", "why")
            }
        }
        #expect(failed.errorType == "Function.Lost")
        #expect(failed.errorMessage == "why")
        let invalid = host("nonsense").invoke {
            Function.handleJson { (event) throws(FunctionError) in event }
        }
        #expect(invalid.errorType == "Function.InvalidEvent")
        #expect(invalid.errorMessage == "not JSON at byte 0: expected a value")
    }

    @Test func responsesOfBothVersions() throws {
        let page = Response.html(#"<p>"hi"</p>"#).header("x-a", "1").cookie("a=b; Path=/")
        for (name, cookies) in [
            ("api-gateway-v1", #""multiValueHeaders":{"Set-Cookie":["a=b; Path=/"]}"#),
            ("function-url", #""cookies":["a=b; Path=/"]"#),
        ] {
            let answered = host(try sample(name).printed).invoke {
                Function.handleRequest { (_) throws(FunctionError) -> Response in page }
            }
            let text = String(decoding: answered.response ?? [], as: UTF8.self)
            #expect(
                text
                    == #"{"statusCode":200,"headers":{"content-type":"text/html; charset=utf-8","x-a":"1"},\#(cookies),"body":"<p>\"hi\"</p>","isBase64Encoded":false}"#
            )
        }
        #expect(
            Response.gzip([0x1f, 0x8b], contentType: "text/plain").printed(version: 2)
                == #"{"statusCode":200,"headers":{"content-type":"text/plain","content-encoding":"gzip"},"body":"H4s=","isBase64Encoded":true}"#
        )
        #expect(
            Text(Response.httpError("no \"luck\"").body)
                == #"{"code":520,"desc":"Function Error","message":"no \"luck\""}"#)
        #expect(
            Text(Response.httpNotFound("n").body)
                == #"{"code":404,"desc":"Missing Resource","message":"missing resource \"n\""}"#)
    }

    @Test func streams() throws {
        let answered = host(try sample("function-url").printed).invoke {
            Function.handleRequest { (_) throws(FunctionError) -> Response? in
                guard let stream = ResponseStream(.text("first ", status: 201)) else { return nil }
                stream.write("second")
                let isTwice = ResponseStream(contentType: "text/plain") == nil
                #expect(isTwice)
                stream.end()
                return nil
            }
        }
        #expect(
            answered.response
                == Array(
                    (#"{"statusCode":201,"headers":{"content-type":"text/plain; charset=utf-8"}}"#
                        + "\0\0\0\0\0\0\0\0first second").utf8))
        #expect(answered.hasEnded)
    }

    @Test func calls() {
        var double = host("{}")
        double.iomod = { name, input in
            switch name {
            case "test.std.echo.call": input
            case "test.std.echo.fail": Array(#"{"Err":{"why":"broken"}}"#.utf8)
            default: nil
            }
        }
        let answered = double.invoke {
            do throws(CallError) {
                let one = try Call("test.std.echo.call", ["Ok": ["x"]])
                let two = try Call("test.std.echo.fail")
                #expect(Call.waitForAny([two.id, one.id], timeout: 10) == 0)
                #expect(try one.result() == ["x"])
                #expect(one.isReady == true)
                #expect(throws: CallError.failed("broken")) { try two.result() }
            } catch {
                Issue.record("\(error)")
            }
            #expect(throws: CallError.notFound) { _ = try Call("a.b.c.d").id }
            return 0
        }
        #expect(answered.status == 0)
    }
}
