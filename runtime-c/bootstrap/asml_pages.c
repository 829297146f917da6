/* Where the guest's pages are (guest_page.h). Its exports are looked up once. */
#include "guest_page.h"

struct page_exports {
    const char *pointer_name, *size_name;
    uint32_t default_size;
    int known;
    const struct rt_export *pointer, *size;
};

static struct page_exports input = {"__asml_guest_get_function_input_buffer_pointer",
                                    "__asml_guest_get_function_input_buffer_size",
                                    8192,
                                    0,
                                    0,
                                    0};
static struct page_exports io = {
    "__asml_guest_get_io_buffer_pointer", "__asml_guest_get_io_buffer_size", 32768, 0, 0, 0};

static void look_up(struct page_exports *exports) {
    exports->pointer = rt_find_export(exports->pointer_name, ":i");
    exports->size = rt_find_export(exports->size_name, ":i");
    exports->known = 1;
}

static uint32_t ask(const struct rt_export *export) {
    uint64_t slot = 0;
    export->invoke(&slot);
    return (uint32_t)slot;
}

static int find(struct page_exports *exports, struct guest_page *page) {
    if (!exports->known)
        look_up(exports);
    if (!exports->pointer)
        return 0;
    uint32_t address = ask(exports->pointer);
    uint32_t size = exports->size ? ask(exports->size) : exports->default_size;
    if (!size || size > INT32_MAX)
        return 0;
    *page = (struct guest_page){range_or_trap(address, size), size};
    return 1;
}

int input_page(struct guest_page *page) {
    return find(&input, page);
}

int io_page(struct guest_page *page) {
    return find(&io, page);
}
