//! Functions for `asml` in Zig. README.md has the guide.
//!
//!     const asml = @import("asml");
//!
//!     export fn handler() i32 {
//!         return asml.run(greet);
//!     }
//!
//!     fn greet(allocator: std.mem.Allocator) !void {
//!         try asml.respondJson(allocator, .{ .message = "Hello" });
//!     }

const std = @import("std");
const builtin = @import("builtin");
const Allocator = std.mem.Allocator;

pub const host = if (builtin.target.cpu.arch.isWasm())
    @import("host.zig")
else
    @import("host_double.zig");

pub const Request = @import("http.zig").Request;
pub const Response = @import("http.zig").Response;
pub const Header = @import("http.zig").Header;
pub const Stream = @import("http.zig").Stream;
pub const Call = @import("io.zig").Call;
pub const waitAny = @import("io.zig").waitAny;

/// Memory until the invocation's end; its pages are kept for the next one.
var arena = std.heap.ArenaAllocator.init(
    if (builtin.target.cpu.arch.isWasm()) std.heap.wasm_allocator else std.heap.page_allocator,
);

/// What an exported handler returns. The body gets memory until its end; an error that it returns
/// fails the invocation, with the type `Function.` and the error's name.
pub fn run(comptime body: fn (Allocator) anyerror!void) i32 {
    _ = arena.reset(.retain_capacity);
    body(arena.allocator()) catch |err| {
        var buffer: [128]u8 = undefined;
        const kind = std.fmt.bufPrint(&buffer, "Function.{s}", .{@errorName(err)}) catch
            "Function.Error";
        fail(kind, @errorName(err));
    };
    return 0;
}

/// The event as it came: any bytes, of any length.
pub fn event(allocator: Allocator) Allocator.Error![]u8 {
    const length = std.math.cast(usize, host.inputLength()) orelse return error.OutOfMemory;
    const bytes = try allocator.alloc(u8, length);
    var at: usize = 0;
    while (at < length) {
        const count = host.inputRead(@intCast(at), bytes[at..]);
        if (count == 0) break;
        at += count;
    }
    return bytes[0..at];
}

/// The event, decoded from JSON: a struct, or `std.json.Value` for anything.
pub fn eventAs(comptime T: type, allocator: Allocator) !T {
    return parseJson(T, allocator, try event(allocator));
}

/// Members that `T` does not have are left out. Slices in it may point into the text.
pub fn parseJson(comptime T: type, allocator: Allocator, text: []const u8) !T {
    return std.json.parseFromSliceLeaky(T, allocator, text, .{ .ignore_unknown_fields = true }) catch |err|
        switch (err) {
            error.OutOfMemory => error.OutOfMemory,
            else => error.InvalidEvent,
        };
}

/// The answer, any bytes; JSON is what callers expect. Only the first one counts.
pub fn respond(body: []const u8) void {
    host.success(body);
}

/// Anything that `std.json` can write.
pub fn respondJson(allocator: Allocator, value: anytype) Allocator.Error!void {
    respond(try std.json.Stringify.valueAlloc(allocator, value, .{}));
}

/// The answer is an error of this type: `Function.Something`.
pub fn fail(kind: []const u8, message: []const u8) void {
    host.failure(kind, message);
}

pub const Level = enum(i32) { trace, debug, info, warn, err, fatal };

/// Lines longer than 4 KiB are cut.
pub fn log(level: Level, comptime format: []const u8, args: anytype) void {
    var buffer: [4096]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&buffer);
    writer.print(format, args) catch {};
    host.log(@backingInt(level), writer.buffered());
}

/// For `std.log`: `pub const std_options: std.Options = .{ .logFn = asml.logFn };`
pub fn logFn(
    comptime level: std.log.Level,
    comptime scope: @EnumLiteral(),
    comptime format: []const u8,
    args: anytype,
) void {
    const prefix = if (scope == .default) "" else @tagName(scope) ++ ": ";
    log(switch (level) {
        .err => .err,
        .warn => .warn,
        .info => .info,
        .debug => .debug,
    }, prefix ++ format, args);
}

/// Fails the invocation with the message: `pub const panic = asml.panic;` in the function's file.
pub const panic = std.debug.FullPanic(failAndTrap);

fn failAndTrap(message: []const u8, _: ?usize) noreturn {
    host.failure("Function.Panic", message);
    @trap();
}

/// `request-id`, `trace-id`, `function-arn`, `client-context`, `cognito-identity`, `tenant-id` or
/// `deadline-ms`; null when Lambda did not say.
pub fn context(allocator: Allocator, key: []const u8) Allocator.Error!?[]u8 {
    const length = host.contextGet(key, &.{}) orelse return null;
    const bytes = try allocator.alloc(u8, length);
    _ = host.contextGet(key, bytes);
    return bytes;
}

/// Milliseconds of Unix time.
pub fn clock() i64 {
    return host.clock();
}

/// Milliseconds to the deadline; null when it is not known.
pub fn remaining() ?i64 {
    const milliseconds = host.remaining();
    return if (milliseconds < 0) null else milliseconds;
}

test {
    if (!builtin.target.cpu.arch.isWasm()) _ = @import("tests.zig");
}
