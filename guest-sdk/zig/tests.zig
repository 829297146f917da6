//! Tests of the SDK: `zig test guest-sdk/zig/asml.zig`.

const std = @import("std");
const asml = @import("asml.zig");
const host = asml.host;
const Allocator = std.mem.Allocator;
const expect = std.testing.expect;
const expectEqualStrings = std.testing.expectEqualStrings;

fn handlerOf(comptime body: fn (Allocator) anyerror!void) fn () callconv(.c) i32 {
    return struct {
        fn handler() callconv(.c) i32 {
            return asml.run(body);
        }
    }.handler;
}

fn answered(comptime body: fn (Allocator) anyerror!void, event: []const u8) ![]const u8 {
    try expect(host.invokeHandler(handlerOf(body), event) == 0);
    try expect(host.failed == null);
    return host.response orelse error.NoResponse;
}

fn failure(comptime body: fn (Allocator) anyerror!void, event: []const u8) !host.Failure {
    try expect(host.invokeHandler(handlerOf(body), event) == 0);
    try expect(host.response == null);
    return host.failed orelse error.NoFailure;
}

fn echo(allocator: Allocator) !void {
    asml.respond(try asml.event(allocator));
}

test "events of any size" {
    for ([_][]const u8{ "", "x", "seven!!", "\x00\xff more than one part of it \n" }) |event| {
        try expectEqualStrings(event, try answered(echo, event));
    }
}

fn greet(allocator: Allocator) !void {
    const event = try asml.eventAs(struct { name: []const u8 = "world" }, allocator);
    const message = try std.fmt.allocPrint(allocator, "Hello, {s}!", .{event.name});
    try asml.respondJson(allocator, .{ .message = message });
}

test "JSON in, JSON out" {
    try expectEqualStrings("{\"message\":\"Hello, Ada!\"}", try answered(greet, "{\"x\":[1],\"name\":\"Ada\"}"));
    try expectEqualStrings("{\"message\":\"Hello, \\\"é\\\"!\"}", try answered(greet, "{\"name\":\"\\\"\\u00e9\\\"\"}"));
    try expectEqualStrings("{\"message\":\"Hello, world!\"}", try answered(greet, " {} "));
}

test "an error fails the invocation" {
    for ([_][]const u8{ "", "{", "[]", "{\"name\":1}", "{\"name\":\"a\"} x" }) |event| {
        const failed = try failure(greet, event);
        try expectEqualStrings("Function.InvalidEvent", failed.kind);
        try expectEqualStrings("InvalidEvent", failed.message);
    }
}

fn look(allocator: Allocator) !void {
    asml.log(.info, "{s} {d}", .{ "number", 42 });
    asml.log(.info, "{s}", .{@as([5000]u8, @splat('x'))});
    asml.logFn(.warn, .default, "plain", .{});
    asml.logFn(.warn, .mail, "scoped", .{});
    try expect(asml.clock() == 1_700_000_000_123);
    try asml.respondJson(allocator, .{
        .id = try asml.context(allocator, "request-id"),
        .trace = try asml.context(allocator, "trace-id"),
        .remaining = asml.remaining(),
    });
}

test "context, clock and log" {
    host.request_id = "id-1";
    host.deadline_in = 300;
    try expectEqualStrings("{\"id\":\"id-1\",\"trace\":null,\"remaining\":300}", try answered(look, ""));
    try expectEqualStrings("number 42", host.logged.items[0]);
    try expect(host.logged.items[1].len == 4096);
    try expectEqualStrings("plain", host.logged.items[2]);
    try expectEqualStrings("mail: scoped", host.logged.items[3]);
    host.request_id = null;
    host.deadline_in = -1;
    try expectEqualStrings("{\"id\":null,\"trace\":null,\"remaining\":null}", try answered(look, ""));
}

fn site(allocator: Allocator) !void {
    const event = try asml.eventAs(std.json.Value, allocator);
    const request = try asml.Request.parse(allocator, event) orelse return error.NoRequest;
    if (std.mem.eql(u8, request.path, "/bytes")) {
        const response = asml.Response.binary("image/png", "\x00\xff");
        return response.send(allocator, request);
    }
    if (std.mem.eql(u8, request.path, "/away")) {
        return asml.Response.redirect("/").send(allocator, request);
    }
    var response = try asml.Response.json(allocator, .{
        .method = request.method,
        .version = request.version,
        .query = request.query("name"),
        .id = request.parameter("id"),
        .header = request.header("X-Test"),
        .cookie = request.cookie("theme"),
        .body = request.body,
    });
    response.status = 201;
    response.cookies = &.{ "a=1; Path=/", "b=2" };
    response.headers = &.{.{ .name = "x-one", .value = "1" }};
    try response.send(allocator, request);
}

test "requests of payload 1.0" {
    const answer = try answered(site,
        \\{"httpMethod":"POST","path":"/x","headers":{"x-TEST":"h","Cookie":"a=b; theme=dark"},
        \\"queryStringParameters":{"name":"Ada"},"pathParameters":{"id":"7"},"body":"aGk=","isBase64Encoded":true}
    );
    try expectEqualStrings(
        \\{"statusCode":201,"headers":{"content-type":"application/json","x-one":"1"},"multiValueHeaders":{"Set-Cookie":["a=1; Path=/","b=2"]},"body":"{\"method\":\"POST\",\"version\":1,\"query\":\"Ada\",\"id\":\"7\",\"header\":\"h\",\"cookie\":\"dark\",\"body\":\"hi\"}","isBase64Encoded":false}
    , answer);
}

test "requests of payload 2.0" {
    const answer = try answered(site,
        \\{"rawPath":"/x","requestContext":{"http":{"method":"GET"}},"cookies":["x=1","theme=light"],
        \\"queryStringParameters":null}
    );
    try expectEqualStrings(
        \\{"statusCode":201,"headers":{"content-type":"application/json","x-one":"1"},"cookies":["a=1; Path=/","b=2"],"body":"{\"method\":\"GET\",\"version\":2,\"query\":null,\"id\":null,\"header\":null,\"cookie\":\"light\",\"body\":\"\"}","isBase64Encoded":false}
    , answer);
}

test "bytes and redirects" {
    try expectEqualStrings(
        \\{"statusCode":200,"headers":{"content-type":"image/png"},"body":"AP8=","isBase64Encoded":true}
    , try answered(site, "{\"httpMethod\":\"GET\",\"path\":\"/bytes\"}"));
    try expectEqualStrings(
        \\{"statusCode":302,"headers":{"location":"/"},"body":"","isBase64Encoded":false}
    , try answered(site, "{\"httpMethod\":\"GET\",\"path\":\"/away\"}"));
}

test "what is no request" {
    for ([_][]const u8{
        "{}",                                      "[]",
        "7",                                       "{\"httpMethod\":1,\"path\":\"/\"}",
        "{\"requestContext\":{\"http\":\"GET\"}}", "{\"httpMethod\":\"GET\",\"path\":\"/\",\"body\":\"*\",\"isBase64Encoded\":true}",
    }) |event| {
        try expectEqualStrings("Function.NoRequest", (try failure(site, event)).kind);
    }
}

fn iomod(name: []const u8, input: []const u8) ?[]const u8 {
    if (std.mem.eql(u8, name, "a.b.c.uuid")) return "{\"Ok\":\"id-1\"}";
    if (std.mem.eql(u8, name, "a.b.c.fail")) return "{\"Err\":{\"why\":\"no luck\"}}";
    if (std.mem.eql(u8, name, "a.b.c.odd")) return "7";
    if (std.mem.eql(u8, name, "a.b.c.echo")) return input;
    return null;
}

fn calls(allocator: Allocator) !void {
    const Input = struct { method: []const u8 };
    const method = (try asml.eventAs(Input, allocator)).method;
    const first = try asml.Call.startJson(allocator, method, .{ .Ok = "echoed" });
    const second = try asml.Call.start("a.b.c.uuid", "null");
    try expect(asml.waitAny(&.{ first, second }, 500) == 0);
    try expect(second.isReady());
    defer second.cancel();
    try asml.respondJson(allocator, .{
        try first.result([]const u8, allocator), try second.result([]const u8, allocator),
    });
}

test "calls of IOmods" {
    host.iomod = iomod;
    try expectEqualStrings("[\"echoed\",\"id-1\"]", try answered(calls, "{\"method\":\"a.b.c.echo\"}"));
    for ([_][2][]const u8{
        .{ "a.b.c.none", "Function.NoIomod" },      .{ "a.b.c.fail", "Function.Iomod" },
        .{ "a.b.c.odd", "Function.InvalidAnswer" },
    }) |case| {
        const event = try std.fmt.allocPrint(std.heap.page_allocator, "{{\"method\":\"{s}\"}}", .{case[0]});
        try expectEqualStrings(case[1], (try failure(calls, event)).kind);
    }
}

fn streams(allocator: Allocator) !void {
    const stream = try asml.Stream.http(allocator, .plain("one "));
    try stream.write("two");
    try stream.end();
    try std.testing.expectError(error.Answered, asml.Stream.start("text/plain"));
}

test "streams" {
    try expect(host.invokeHandler(handlerOf(streams), "") == 0);
    try expectEqualStrings("application/vnd.awslambda.http-integration-response", host.stream_type.?);
    try expectEqualStrings("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/plain; charset=utf-8\"}}" ++
        "\x00\x00\x00\x00\x00\x00\x00\x00one two", host.streamed.items);
}
