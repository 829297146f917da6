//! Calls of IOmods: they start at once, and several run at a time.

const std = @import("std");
const asml = @import("asml.zig");
const Allocator = std.mem.Allocator;

pub const Call = struct {
    id: i32,

    /// Of a method `organisation.namespace.name.method`.
    pub fn start(method: []const u8, input: []const u8) error{NoIomod}!Call {
        return .{ .id = asml.host.invoke(method, input) orelse return error.NoIomod };
    }

    /// With JSON for its input.
    pub fn startJson(allocator: Allocator, method: []const u8, input: anytype) !Call {
        return start(method, try std.json.Stringify.valueAlloc(allocator, input, .{}));
    }

    pub fn isReady(call: Call) bool {
        return asml.host.ioPoll(call.id) == 1;
    }

    /// Sleeps until the response is there, at most until the deadline.
    pub fn response(call: Call, allocator: Allocator) error{ OutOfMemory, Timeout }![]u8 {
        if (asml.host.ioWait(&.{call.id}, -1) == null) return error.Timeout;
        const bytes = try allocator.alloc(u8, asml.host.ioLength(call.id));
        var at: usize = 0;
        while (at < bytes.len) {
            const count = asml.host.ioRead(call.id, @intCast(at), bytes[at..]);
            if (count == 0) break;
            at += count;
        }
        return bytes[0..at];
    }

    /// The value of `{"Ok":…}`. `{"Err":{"why":…}}` is `error.Iomod`, and why is logged.
    pub fn result(call: Call, comptime T: type, allocator: Allocator) !T {
        const Answer = struct { Ok: ?T = null, Err: ?struct { why: []const u8 = "" } = null };
        const text = try call.response(allocator);
        const answer = asml.parseJson(Answer, allocator, text) catch |err| return switch (err) {
            error.OutOfMemory => error.OutOfMemory,
            error.InvalidEvent => error.InvalidAnswer,
        };
        if (answer.Err) |failure| {
            asml.log(.err, "IOmod: {s}", .{failure.why});
            return error.Iomod;
        }
        return answer.Ok orelse error.InvalidAnswer;
    }

    pub fn cancel(call: Call) void {
        asml.host.ioCancel(call.id);
    }
};

/// The place of the first call that is ready; null: none before the time is over. Null for the time:
/// until the deadline.
pub fn waitAny(calls: []const Call, timeout_ms: ?u31) ?usize {
    // A call is its ioid and nothing else.
    comptime std.debug.assert(@sizeOf(Call) == @sizeOf(i32));
    const ids: []const i32 = @ptrCast(calls);
    return asml.host.ioWait(ids, if (timeout_ms) |time| time else -1);
}
