// The least a function can do. It never answers, so its response is `null`.
static unsigned char input_page[8192];
static unsigned char io_page[32768];

__attribute__((export_name("__asml_guest_get_function_input_buffer_pointer"))) void *
input_page_address(void) {
    return input_page;
}

__attribute__((export_name("__asml_guest_get_io_buffer_pointer"))) void *io_page_address(void) {
    return io_page;
}

__attribute__((export_name("handler"))) int handler(void) {
    return 0;
}
