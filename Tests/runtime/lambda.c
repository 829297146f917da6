/* A function whose event says what to do. */
#include "guest.h"

IMPORT("env", "__asml_abi_console_log", void, console_log, uint32_t, uint32_t);
IMPORT("env", "__asml_abi_success", void, success, uint32_t, uint32_t);
IMPORT("env", "__asml_abi_input_start", int32_t, input_start, void);
IMPORT("env", "__asml_abi_input_next", int32_t, input_next, void);
IMPORT("env", "__asml_abi_input_length_get", int64_t, input_length, void);
IMPORT("env", "__asml_abi_clock_time_get", int64_t, clock_time, void);
IMPORT("wasi_snapshot_preview1", "proc_exit", void, proc_exit, uint32_t);

void traced(void); /* trace.S */

#define PAGE 16384u
#define COPY 32768u

__attribute__((section("asml_image"), aligned(4096))) uint8_t image[4096] = "image\n";
const struct rt_image_chunk chunks[] = {{&memory, 4096, sizeof image, image}};
STATE uint64_t global = 41;
STATE struct rt_table table = {.size = 2, .max = 100};

/* Whether everything is as it was before the first invocation; then spoils it all. */
GUEST static int is_fresh(void) {
    int fresh = global == 41 && memory.pages == 2 && AT(uint8_t, 4096) == 'i' &&
                AT(uint8_t, 8192) == 0 && table.size == 2 &&
                ((rt_reference *)table.elements)[0] == 0;
    global = 42;
    AT(uint8_t, 4096) = 'x';
    AT(uint8_t, 8192) = 1;
    rt_memory_grow(&memory, 1);
    rt_table_grow(&table, 3, 1);
    ((rt_reference *)table.elements)[0] = 9;
    return fresh;
}

GUEST static void say(int good) {
    AT(uint32_t, 9000) = good ? 0x22736579 : 0x22206f6e; /* yes" or no " after a quote */
    AT(uint8_t, 8999) = '"';
    success(8999, 5);
}

/* The whole event, collected page by page, as the response. */
GUEST static void echo(void) {
    uint64_t length = (uint64_t)input_length();
    rt_memory_grow(&memory, (length + COPY) / 65536 + 1);
    input_start();
    for (uint64_t done = 0; done < length; done += 8192, input_next())
        for (uint64_t i = 0; i < 8192 && done + i < length; i++)
            AT(uint8_t, COPY + done + i) = AT(uint8_t, PAGE + i);
    success(COPY, (uint32_t)length);
}

GUEST static void log_text(void) {
    static const uint8_t text[] = "say \"hi\"\n\xff\xc3\xa4\x01";
    for (uint32_t i = 0; i < sizeof text - 1; i++)
        AT(uint8_t, 10000 + i) = text[i];
    console_log(10000, sizeof text - 1);
}

#define TRAP(number, name, message)                                                                \
    case 'A' + number:                                                                             \
        rt_trap_##name();

GUEST static int32_t act(uint8_t action) {
    switch (action) {
    case 'f':
        say(is_fresh());
        return 0;
    case 'e':
        return 5;
    case 'n':
        return 0;
    case 'x':
        proc_exit(3);
        return 0;
    case 't':
        say(1);
        rt_trap_unreachable();
    case '2':
        say(1);
        say(0);
        return 0;
    case 'd':
        traced();
        return 0;
    case 'o':
        success(131072 - 4 + 65536 * 100, 8);
        return 0;
    case 'l':
        log_text();
        say(clock_time() % 1000 == 0);
        return 0;
    case 'g':
        rt_memory_grow(&memory, 200);
        success(0, 7 << 20);
        return 0;
        RT_TRAPS(TRAP)
    }
    echo();
    return 0;
}

GUEST static void handler(uint64_t *slots) {
    input_start();
    slots[0] = (uint32_t)act(AT(uint8_t, PAGE));
}

GUEST static void page(uint64_t *slots) {
    slots[0] = PAGE;
}

GUEST static void instantiate(void) {
    rt_table_allocate(&table);
#ifdef TRAPS_AT_START
    rt_trap_unreachable();
#endif
}

GUEST static void start(uint64_t *slots) {
    (void)slots;
    uint64_t result;
    handler(&result);
}

static const struct rt_export exports[] = {
    {"__asml_guest_get_function_input_buffer_pointer", ":i", page},
    {"handler", ":i", handler},
    {"_start", ":", start},
};
const struct rt_module asml_module = {.abi_version = RT_ABI_VERSION,
                                      .memory_count = 1,
                                      .memories = memories,
                                      .exported_memory = &memory,
                                      .chunks = chunks,
                                      .chunk_count = 1,
                                      .export_count = 3,
                                      .exports = exports,
                                      .instantiate = instantiate,
                                      .stack_size = 8 << 20};
