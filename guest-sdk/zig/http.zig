//! HTTP of API Gateway (payloads 1.0 and 2.0) and function URLs.

const std = @import("std");
const asml = @import("asml.zig");
const Allocator = std.mem.Allocator;
const Value = std.json.Value;

pub const Request = struct {
    /// For all that is not here.
    event: Value,
    /// Of the payload: 1 or 2.
    version: u8,
    method: []const u8,
    /// As it came: percent signs and all.
    path: []const u8,
    /// Decoded, where it came as base64.
    body: []const u8,

    /// Null for an event that is no HTTP request.
    pub fn parse(allocator: Allocator, event: Value) Allocator.Error!?Request {
        const http = member(member(event, "requestContext"), "http");
        const version: u8 = if (http == null) 1 else 2;
        const method = text(if (version == 2) member(http, "method") else member(event, "httpMethod"));
        const path = text(member(event, if (version == 2) "rawPath" else "path"));
        var body = text(member(event, "body")) orelse "";
        if (member(event, "isBase64Encoded")) |encoded| {
            if (encoded == .bool and encoded.bool) {
                body = try fromBase64(allocator, body) orelse return null;
            }
        }
        return .{
            .event = event,
            .version = version,
            .method = method orelse return null,
            .path = path orelse return null,
            .body = body,
        };
    }

    /// A query parameter, decoded. Of several of one name: the last one in payload 1.0, all between
    /// commas in 2.0.
    pub fn query(request: Request, name: []const u8) ?[]const u8 {
        return text(member(member(request.event, "queryStringParameters"), name));
    }

    /// What stands for `{name}` in the route's path.
    pub fn parameter(request: Request, name: []const u8) ?[]const u8 {
        return text(member(member(request.event, "pathParameters"), name));
    }

    /// By its name in any case.
    pub fn header(request: Request, name: []const u8) ?[]const u8 {
        const headers = member(request.event, "headers") orelse return null;
        if (headers != .object) return null;
        var entries = headers.object.iterator();
        while (entries.next()) |entry| {
            if (std.ascii.eqlIgnoreCase(entry.key_ptr.*, name)) return text(entry.value_ptr.*);
        }
        return null;
    }

    pub fn cookie(request: Request, name: []const u8) ?[]const u8 {
        if (member(request.event, "cookies")) |cookies| if (cookies == .array) {
            for (cookies.array.items) |item| {
                if (cookieOf(text(item) orelse continue, name)) |value| return value;
            }
        };
        return cookieOf(request.header("cookie") orelse return null, name);
    }
};

pub const Header = struct { name: []const u8, value: []const u8 };

pub const Response = struct {
    status: u16 = 200,
    content_type: ?[]const u8 = null,
    headers: []const Header = &.{},
    /// As `Set-Cookie` has them.
    cookies: []const []const u8 = &.{},
    body: []const u8 = "",
    /// The body is bytes: it goes out as base64.
    is_binary: bool = false,

    pub fn html(body: []const u8) Response {
        return .{ .content_type = "text/html; charset=utf-8", .body = body };
    }

    pub fn plain(body: []const u8) Response {
        return .{ .content_type = "text/plain; charset=utf-8", .body = body };
    }

    /// Anything that `std.json` can write.
    pub fn json(allocator: Allocator, value: anytype) Allocator.Error!Response {
        const body = try std.json.Stringify.valueAlloc(allocator, value, .{});
        return .{ .content_type = "application/json", .body = body };
    }

    pub fn binary(content_type: []const u8, body: []const u8) Response {
        return .{ .content_type = content_type, .body = body, .is_binary = true };
    }

    pub fn redirect(comptime location: []const u8) Response {
        return .{ .status = 302, .headers = &.{.{ .name = "location", .value = location }} };
    }

    /// Answers a request; null for one of payload 2.0 or a function URL.
    pub fn send(response: Response, allocator: Allocator, request: ?Request) Allocator.Error!void {
        var out: std.Io.Writer.Allocating = .init(allocator);
        var stream: std.json.Stringify = .{ .writer = &out.writer };
        const version = if (request) |known| known.version else 2;
        response.write(&stream, version, allocator) catch return error.OutOfMemory;
        asml.respond(out.written());
    }

    fn write(response: Response, json_out: *std.json.Stringify, version: u8, allocator: Allocator) !void {
        try response.writeHead(json_out, version);
        try json_out.objectField("body");
        if (response.is_binary) {
            const encoder = std.base64.standard.Encoder;
            const encoded = try allocator.alloc(u8, encoder.calcSize(response.body.len));
            try json_out.write(encoder.encode(encoded, response.body));
        } else {
            try json_out.write(response.body);
        }
        try json_out.objectField("isBase64Encoded");
        try json_out.write(response.is_binary);
        try json_out.endObject();
    }

    /// Status, headers and cookies; the object is left open. Cookies stand where the payload's
    /// version has them.
    fn writeHead(response: Response, out: *std.json.Stringify, version: u8) !void {
        try out.beginObject();
        try out.objectField("statusCode");
        try out.write(response.status);
        try out.objectField("headers");
        try out.beginObject();
        if (response.content_type) |content_type| {
            try out.objectField("content-type");
            try out.write(content_type);
        }
        for (response.headers) |header| {
            try out.objectField(header.name);
            try out.write(header.value);
        }
        try out.endObject();
        if (response.cookies.len == 0) return;
        if (version == 1) {
            try out.objectField("multiValueHeaders");
            try out.beginObject();
            try out.objectField("Set-Cookie");
            try out.write(response.cookies);
            try out.endObject();
        } else {
            try out.objectField("cookies");
            try out.write(response.cookies);
        }
    }
};

/// An answer in pieces.
pub const Stream = struct {
    pub fn start(content_type: []const u8) error{Answered}!Stream {
        if (!asml.host.responseStart(content_type)) return error.Answered;
        return .{};
    }

    /// With a response's status, headers and cookies; its body is the first piece.
    pub fn http(allocator: Allocator, head: Response) !Stream {
        var out: std.Io.Writer.Allocating = .init(allocator);
        var json_out: std.json.Stringify = .{ .writer = &out.writer };
        head.writeHead(&json_out, 2) catch return error.OutOfMemory;
        json_out.endObject() catch return error.OutOfMemory;
        out.writer.writeAll(&@as([8]u8, @splat(0))) catch return error.OutOfMemory;
        out.writer.writeAll(head.body) catch return error.OutOfMemory;
        const stream = try start("application/vnd.awslambda.http-integration-response");
        try stream.write(out.written());
        return stream;
    }

    /// The error: whoever reads it is gone.
    pub fn write(_: Stream, bytes: []const u8) error{NoReader}!void {
        if (!asml.host.responseWrite(bytes)) return error.NoReader;
    }

    pub fn end(_: Stream) error{NoReader}!void {
        if (!asml.host.responseEnd()) return error.NoReader;
    }
};

fn member(value: ?Value, name: []const u8) ?Value {
    const object = value orelse return null;
    return if (object == .object) object.object.get(name) else null;
}

fn text(value: ?Value) ?[]const u8 {
    const string = value orelse return null;
    return if (string == .string) string.string else null;
}

fn fromBase64(allocator: Allocator, encoded: []const u8) Allocator.Error!?[]u8 {
    const decoder = std.base64.standard.Decoder;
    const size = decoder.calcSizeForSlice(encoded) catch return null;
    const bytes = try allocator.alloc(u8, size);
    decoder.decode(bytes, encoded) catch return null;
    return bytes;
}

/// `name=value` of a list between semicolons.
fn cookieOf(list: []const u8, name: []const u8) ?[]const u8 {
    var pairs = std.mem.splitScalar(u8, list, ';');
    while (pairs.next()) |pair| {
        const trimmed = std.mem.trim(u8, pair, " \t");
        const equals = std.mem.indexOfScalar(u8, trimmed, '=') orelse continue;
        if (std.mem.eql(u8, trimmed[0..equals], name)) return trimmed[equals + 1 ..];
    }
    return null;
}
