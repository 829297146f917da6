//! What a function imports from and exports to asml: the part of AssemblyLift 0.3's interface
//! that this example uses, with its pages hidden behind `event`, `log` and `respond`.

const INPUT_PAGE: usize = 8192;
const IO_PAGE: usize = 32768;

static mut INPUT: [u8; INPUT_PAGE] = [0; INPUT_PAGE];
static mut IO: [u8; IO_PAGE] = [0; IO_PAGE];

#[link(wasm_import_module = "env")]
extern "C" {
    fn __asml_abi_console_log(text: *const u8, length: usize);
    fn __asml_abi_success(body: *const u8, length: usize);
    fn __asml_abi_input_length_get() -> i64;
    fn __asml_abi_input_start() -> i32;
    fn __asml_abi_input_next() -> i32;
}

#[no_mangle]
pub extern "C" fn __asml_guest_get_function_input_buffer_pointer() -> *const u8 {
    unsafe { INPUT.as_ptr() }
}

#[no_mangle]
pub extern "C" fn __asml_guest_get_io_buffer_pointer() -> *const u8 {
    unsafe { IO.as_ptr() }
}

/// The whole event, whatever its length.
pub fn event() -> Vec<u8> {
    let length = unsafe { __asml_abi_input_length_get() } as usize;
    let mut event = Vec::with_capacity(length);
    while event.len() < length {
        // SAFETY: a function has one thread, and nobody writes the page but these two calls.
        unsafe {
            if event.is_empty() {
                __asml_abi_input_start();
            } else {
                __asml_abi_input_next();
            }
            let count = INPUT_PAGE.min(length - event.len());
            event.extend_from_slice(&INPUT[..count]);
        }
    }
    event
}

pub fn log(text: &str) {
    unsafe { __asml_abi_console_log(text.as_ptr(), text.len()) }
}

pub fn respond(body: &str) {
    unsafe { __asml_abi_success(body.as_ptr(), body.len()) }
}
