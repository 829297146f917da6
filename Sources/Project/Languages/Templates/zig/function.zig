//! Answers HTTP requests, and any other event, with a greeting in JSON:
//!
//!   GET /?name=Ada   ->  {"message":"Hello, Ada!"}
//!   {"name":"Ada"}   ->  {"message":"Hello, Ada!"}

const std = @import("std");
const asml = @import("asml");

// A panic fails the invocation with its message.
pub const panic = asml.panic;
pub const std_options: std.Options = .{ .logFn = asml.logFn };

/// Called for every event.
export fn handler() i32 {
    return asml.run(greet);
}

/// What the allocator hands out is free again afterwards; an error fails the invocation.
fn greet(allocator: std.mem.Allocator) !void {
    std.log.info("an event for FUNCTION_NAME", .{});

    const event = try asml.eventAs(std.json.Value, allocator);
    if (try asml.Request.parse(allocator, event)) |request| {
        const body = try greeting(allocator, request.query("name"));
        return (try asml.Response.json(allocator, body)).send(allocator, request);
    }

    // No HTTP request: a schedule, a queue, `asml invoke`.
    const plain = try asml.eventAs(struct { name: ?[]const u8 = null }, allocator);
    try asml.respondJson(allocator, try greeting(allocator, plain.name));
}

const Greeting = struct { message: []const u8 };

fn greeting(allocator: std.mem.Allocator, name: ?[]const u8) !Greeting {
    const known = name orelse "world";
    return .{ .message = try std.fmt.allocPrint(allocator, "Hello, {s}!", .{known}) };
}
