//! What a function asks of its host. In wasm these are imports; elsewhere a double in the same
//! process, so that handlers can be tested where they are written:
//!
//! ```
//! use asml::host::Double;
//!
//! fn shout(event: String) -> Result<String, String> { Ok(event.to_uppercase()) }
//!
//! let answered = Double::new(r#""hi""#).invoke(|| asml::run(shout));
//! assert_eq!(answered.response.as_deref(), Some(&br#""HI""#[..]));
//! ```

#[cfg(target_arch = "wasm32")]
mod imports {
    #[link(wasm_import_module = "env")]
    extern "C" {
        pub fn __asml_abi_success(body: *const u8, length: usize);
        pub fn __asml_abi_input_length_get() -> i64;
        pub fn __asml_abi_invoke(
            name: *const u8,
            name_length: usize,
            input: *const u8,
            length: usize,
        ) -> i32;
        pub fn __asml_abi_io_poll(id: i32) -> i32;
        pub fn __asml_abi_io_len(id: i32) -> i32;
    }

    #[link(wasm_import_module = "asml")]
    extern "C" {
        pub fn failure(ty: *const u8, ty_length: usize, message: *const u8, length: usize);
        pub fn log(level: i32, text: *const u8, length: usize);
        pub fn clock_ms() -> i64;
        pub fn remaining_ms() -> i64;
        pub fn context_get(key: *const u8, key_length: usize, out: *mut u8, capacity: usize)
            -> i32;
        pub fn input_read(offset: i64, out: *mut u8, length: usize) -> i32;
        pub fn io_read(id: i32, offset: i64, out: *mut u8, length: usize) -> i32;
        pub fn io_wait(ids: *const i32, count: usize, timeout_ms: i32) -> i32;
        pub fn io_cancel(id: i32) -> i32;
        pub fn response_start(content_type: *const u8, length: usize) -> i32;
        pub fn response_write(bytes: *const u8, length: usize) -> i32;
        pub fn response_end() -> i32;
    }

    static mut INPUT_PAGE: [u8; 8192] = [0; 8192];
    static mut IO_PAGE: [u8; 32768] = [0; 32768];

    /// The pages of AssemblyLift 0.3, for hosts that know no others.
    #[no_mangle]
    pub extern "C" fn __asml_guest_get_function_input_buffer_pointer() -> *const u8 {
        unsafe { INPUT_PAGE.as_ptr() }
    }
    #[no_mangle]
    pub extern "C" fn __asml_guest_get_io_buffer_pointer() -> *const u8 {
        unsafe { IO_PAGE.as_ptr() }
    }
}

#[cfg(target_arch = "wasm32")]
pub(crate) use wasm::*;

// SAFETY of all: the host reads and writes within the ranges it is given, before it returns.
#[cfg(target_arch = "wasm32")]
mod wasm {
    use super::imports;

    pub fn success(body: &[u8]) {
        unsafe { imports::__asml_abi_success(body.as_ptr(), body.len()) }
    }
    pub fn failure(ty: &str, message: &str) {
        unsafe { imports::failure(ty.as_ptr(), ty.len(), message.as_ptr(), message.len()) }
    }
    pub fn log(level: i32, text: &str) {
        unsafe { imports::log(level, text.as_ptr(), text.len()) }
    }
    pub fn clock_ms() -> i64 {
        unsafe { imports::clock_ms() }
    }
    pub fn remaining_ms() -> i64 {
        unsafe { imports::remaining_ms() }
    }
    pub fn context(key: &str) -> Option<String> {
        let get = |out: &mut [u8]| unsafe {
            imports::context_get(key.as_ptr(), key.len(), out.as_mut_ptr(), out.len())
        };
        let length = usize::try_from(get(&mut [])).ok()?;
        let mut bytes = vec![0; length];
        get(&mut bytes);
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Straight into its place: nothing is written twice.
    fn read(length: usize, fill: impl FnOnce(*mut u8, usize) -> i32) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length);
        let count = fill(bytes.as_mut_ptr(), length);
        unsafe { bytes.set_len(usize::try_from(count).unwrap_or(0).min(length)) };
        bytes
    }
    pub fn event() -> Vec<u8> {
        let length = unsafe { imports::__asml_abi_input_length_get() } as usize;
        read(length, |out, length| unsafe { imports::input_read(0, out, length) })
    }

    pub fn invoke(name: &str, input: &[u8]) -> i32 {
        unsafe {
            imports::__asml_abi_invoke(name.as_ptr(), name.len(), input.as_ptr(), input.len())
        }
    }
    pub fn poll(id: i32) -> i32 {
        unsafe { imports::__asml_abi_io_poll(id) }
    }
    pub fn io_response(id: i32) -> Vec<u8> {
        let length = unsafe { imports::__asml_abi_io_len(id) } as usize;
        read(length, |out, length| unsafe { imports::io_read(id, 0, out, length) })
    }
    pub fn wait(ids: &[i32], timeout_ms: i32) -> i32 {
        unsafe { imports::io_wait(ids.as_ptr(), ids.len(), timeout_ms) }
    }
    pub fn cancel(id: i32) -> i32 {
        unsafe { imports::io_cancel(id) }
    }

    pub fn response_start(content_type: &str) -> bool {
        unsafe { imports::response_start(content_type.as_ptr(), content_type.len()) == 0 }
    }
    pub fn response_write(bytes: &[u8]) -> bool {
        unsafe { imports::response_write(bytes.as_ptr(), bytes.len()) == 0 }
    }
    pub fn response_end() -> bool {
        unsafe { imports::response_end() == 0 }
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use double::{Answered, Double};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use double::*;

#[cfg(not(target_arch = "wasm32"))]
#[path = "host_double.rs"]
mod double;
