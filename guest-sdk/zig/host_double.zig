//! The host, for tests on your machine: it has an event, and keeps what the function did.

const std = @import("std");

pub const Failure = struct { kind: []const u8, message: []const u8 };

pub var event: []const u8 = "";
pub var response: ?[]const u8 = null;
pub var failed: ?Failure = null;
pub var logged: std.ArrayList([]const u8) = .empty;
pub var streamed: std.ArrayList(u8) = .empty;
pub var stream_type: ?[]const u8 = null;
pub var deadline_in: i64 = -1;
/// What `context` finds.
pub var request_id: ?[]const u8 = null;
/// Answers calls of IOmods; null: there is none of that name.
pub var iomod: *const fn (name: []const u8, input: []const u8) ?[]const u8 = noIomod;

var answers: std.ArrayList([]const u8) = .empty;
var memory = std.heap.ArenaAllocator.init(std.heap.page_allocator);

/// A new invocation: runs a handler with an event.
pub fn invokeHandler(handler: fn () callconv(.c) i32, new_event: []const u8) i32 {
    _ = memory.reset(.free_all);
    event = new_event;
    response = null;
    failed = null;
    logged = .empty;
    streamed = .empty;
    stream_type = null;
    answers = .empty;
    return handler();
}

fn noIomod(_: []const u8, _: []const u8) ?[]const u8 {
    return null;
}

fn copy(bytes: []const u8) []const u8 {
    return memory.allocator().dupe(u8, bytes) catch @panic("no memory");
}

pub fn success(body: []const u8) void {
    if (response == null and failed == null) response = copy(body);
}

pub fn failure(kind: []const u8, message: []const u8) void {
    if (response == null and failed == null) {
        failed = .{ .kind = copy(kind), .message = copy(message) };
    }
}

pub fn log(_: i32, text: []const u8) void {
    logged.append(memory.allocator(), copy(text)) catch @panic("no memory");
}

pub fn clock() i64 {
    return 1_700_000_000_123;
}

pub fn remaining() i64 {
    return deadline_in;
}

pub fn contextGet(key: []const u8, out: []u8) ?usize {
    const value = if (std.mem.eql(u8, key, "request-id")) request_id orelse return null else return null;
    const count = @min(out.len, value.len);
    @memcpy(out[0..count], value[0..count]);
    return value.len;
}

pub fn inputLength() i64 {
    return @intCast(event.len);
}

pub fn inputRead(offset: i64, out: []u8) usize {
    return part(event, offset, out);
}

pub fn invoke(name: []const u8, input: []const u8) ?i32 {
    const answer = iomod(name, input) orelse return null;
    answers.append(memory.allocator(), copy(answer)) catch @panic("no memory");
    return @intCast(answers.items.len);
}

pub fn ioPoll(id: i32) i32 {
    return if (answerOf(id) == null) -1 else 1;
}

pub fn ioLength(id: i32) usize {
    const answer = answerOf(id) orelse return 0;
    return answer.len;
}

pub fn ioRead(id: i32, offset: i64, out: []u8) usize {
    return part(answerOf(id) orelse "", offset, out);
}

pub fn ioWait(ids: []const i32, _: i32) ?usize {
    for (ids) |id| if (answerOf(id) == null) return null;
    return if (ids.len == 0) null else 0;
}

pub fn ioCancel(_: i32) void {}

pub fn responseStart(content_type: []const u8) bool {
    if (response != null or stream_type != null) return false;
    stream_type = copy(content_type);
    return true;
}

pub fn responseWrite(bytes: []const u8) bool {
    streamed.appendSlice(memory.allocator(), bytes) catch @panic("no memory");
    return stream_type != null;
}

pub fn responseEnd() bool {
    return stream_type != null;
}

fn answerOf(id: i32) ?[]const u8 {
    if (id < 1 or id > answers.items.len) return null;
    return answers.items[@intCast(id - 1)];
}

fn part(bytes: []const u8, offset: i64, out: []u8) usize {
    const start = @min(std.math.cast(usize, offset) orelse return 0, bytes.len);
    // Less than was asked for, as a host may.
    const count = @min(out.len, bytes.len - start, 7);
    @memcpy(out[0..count], bytes[start..][0..count]);
    return count;
}
