//! Greets whoever the event names, and says what the event looked like.
//!
//!   {"name":"Ada"}  ->  {"length":14,"checksum":"…","greeting":"Hello, Ada!"}

const std = @import("std");
const asml = @import("asml");

pub const panic = asml.panic;
pub const std_options: std.Options = .{ .logFn = asml.logFn };

export fn handler() i32 {
    return asml.run(greet);
}

fn greet(allocator: std.mem.Allocator) !void {
    const event = try asml.event(allocator);
    std.log.info("read {d} bytes", .{event.len});
    const hash = std.hash.Fnv1a_64.hash(event);
    try asml.respondJson(allocator, .{
        .length = event.len,
        .checksum = try std.fmt.allocPrint(allocator, "{x:0>16}", .{hash}),
        .greeting = try std.fmt.allocPrint(allocator, "Hello, {s}!", .{name(allocator, event)}),
    });
}

/// The event may have anything behind the object that names somebody.
fn name(allocator: std.mem.Allocator, event: []const u8) []const u8 {
    const end = std.mem.indexOfScalar(u8, event, '}') orelse return "world";
    const Named = struct { name: []const u8 = "world" };
    const named = asml.parseJson(Named, allocator, event[0 .. end + 1]) catch return "world";
    return named.name;
}
