//! What a function imports, with slices: docs/asml-abi.md has every row.

const env = struct {
    extern "env" fn __asml_abi_success(bytes: [*]const u8, length: usize) void;
    extern "env" fn __asml_abi_input_length_get() i64;
    extern "env" fn __asml_abi_invoke(
        name: [*]const u8,
        name_length: usize,
        input: [*]const u8,
        length: usize,
    ) i32;
    extern "env" fn __asml_abi_io_len(id: i32) i32;
    extern "env" fn __asml_abi_io_poll(id: i32) i32;
};

const asml = struct {
    extern "asml" fn failure(
        kind: [*]const u8,
        kind_length: usize,
        message: [*]const u8,
        length: usize,
    ) void;
    extern "asml" fn log(level: i32, text: [*]const u8, length: usize) void;
    extern "asml" fn clock_ms() i64;
    extern "asml" fn remaining_ms() i64;
    extern "asml" fn context_get(
        key: [*]const u8,
        key_length: usize,
        out: [*]u8,
        capacity: usize,
    ) i32;
    extern "asml" fn input_read(offset: i64, out: [*]u8, length: usize) i32;
    extern "asml" fn io_read(id: i32, offset: i64, out: [*]u8, length: usize) i32;
    extern "asml" fn io_wait(ids: [*]const i32, count: usize, timeout_ms: i32) i32;
    extern "asml" fn io_cancel(id: i32) i32;
    extern "asml" fn response_start(content_type: [*]const u8, length: usize) i32;
    extern "asml" fn response_write(bytes: [*]const u8, length: usize) i32;
    extern "asml" fn response_end() i32;
};

pub fn success(body: []const u8) void {
    env.__asml_abi_success(body.ptr, body.len);
}

pub fn failure(kind: []const u8, message: []const u8) void {
    asml.failure(kind.ptr, kind.len, message.ptr, message.len);
}

pub fn log(level: i32, text: []const u8) void {
    asml.log(level, text.ptr, text.len);
}

pub fn clock() i64 {
    return asml.clock_ms();
}

/// -1: not known.
pub fn remaining() i64 {
    return asml.remaining_ms();
}

/// The whole length, of which as much is copied as fits; null: there is none.
pub fn contextGet(key: []const u8, out: []u8) ?usize {
    const length = asml.context_get(key.ptr, key.len, out.ptr, out.len);
    return if (length < 0) null else @intCast(length);
}

pub fn inputLength() i64 {
    return env.__asml_abi_input_length_get();
}

/// How many bytes; 0 past the end.
pub fn inputRead(offset: i64, out: []u8) usize {
    return @intCast(@max(0, asml.input_read(offset, out.ptr, out.len)));
}

/// An ioid, or null for a name that no IOmod answers to.
pub fn invoke(name: []const u8, input: []const u8) ?i32 {
    const id = env.__asml_abi_invoke(name.ptr, name.len, input.ptr, input.len);
    return if (id < 0) null else id;
}

/// 1 ready, 0 pending, -1 unknown.
pub fn ioPoll(id: i32) i32 {
    return env.__asml_abi_io_poll(id);
}

pub fn ioLength(id: i32) usize {
    return @intCast(@max(0, env.__asml_abi_io_len(id)));
}

pub fn ioRead(id: i32, offset: i64, out: []u8) usize {
    return @intCast(@max(0, asml.io_read(id, offset, out.ptr, out.len)));
}

/// The place of the first that is ready; null: time is over, or one is unknown. Negative: until the
/// deadline.
pub fn ioWait(ids: []const i32, timeout_ms: i32) ?usize {
    const place = asml.io_wait(ids.ptr, ids.len, timeout_ms);
    return if (place < 0) null else @intCast(place);
}

pub fn ioCancel(id: i32) void {
    _ = asml.io_cancel(id);
}

/// False: there is a response already.
pub fn responseStart(content_type: []const u8) bool {
    return asml.response_start(content_type.ptr, content_type.len) == 0;
}

/// False: nobody reads it.
pub fn responseWrite(bytes: []const u8) bool {
    return asml.response_write(bytes.ptr, bytes.len) == 0;
}

pub fn responseEnd() bool {
    return asml.response_end() == 0;
}
