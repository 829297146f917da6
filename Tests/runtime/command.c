/* A WASI command whose first argument says what to do. */
#include "guest.h"

WASI(fd_write, uint32_t, uint32_t, uint32_t, uint32_t);
WASI(args_get, uint32_t, uint32_t);
WASI(args_sizes_get, uint32_t, uint32_t);
WASI(environ_get, uint32_t, uint32_t);
WASI(environ_sizes_get, uint32_t, uint32_t);
WASI(clock_time_get, uint32_t, uint64_t, uint32_t);
WASI(poll_oneoff, uint32_t, uint32_t, uint32_t, uint32_t);
WASI(fd_prestat_get, uint32_t, uint32_t);
WASI(fd_seek, uint32_t, int64_t, uint32_t, uint32_t);
WASI(random_get, uint32_t, uint32_t);
IMPORT("wasi_snapshot_preview1", "proc_exit", void, proc_exit, uint32_t);
void *memcpy(void *restrict, const void *restrict, __SIZE_TYPE__);
void *memset(void *, int, __SIZE_TYPE__);

void traced(void); /* trace.S */

/* One page of contents at address 4096. */
__attribute__((section("asml_image"), aligned(4096))) uint8_t image[4096] = "from the image\n";
const struct rt_image_chunk chunks[] = {{&memory, 4096, sizeof image, image}};
STATE uint64_t global = 41;
STATE struct rt_table table = {.size = 2, .max = 100};

GUEST static void print(uint32_t address, uint32_t length) {
    AT(uint32_t, 8192) = address;
    AT(uint32_t, 8196) = length;
    fd_write(1, 8192, 1, 8200);
}

GUEST static void print_line(const char *text) {
    uint32_t length = 0;
    for (; text[length]; length++)
        AT(uint8_t, 12288 + length) = (uint8_t)text[length];
    AT(uint8_t, 12288 + length) = '\n';
    print(12288, length + 1);
}

GUEST static uint32_t recurse(uint32_t depth) {
    volatile uint8_t frame[100];
    frame[depth % 100] = (uint8_t)depth;
    return recurse(depth + 1) + frame[(depth + 1) % 100];
}

GUEST static void check(int good, const char *what) {
    if (!good) {
        print_line(what);
        proc_exit(99);
    }
}

GUEST static void show_environment(void) {
    check(environ_sizes_get(16384, 16388) == 0, "environ_sizes_get");
    check(environ_get(20480, 32768) == 0, "environ_get");
    for (uint32_t i = 0; i < AT(uint32_t, 16388); i++)
        if (!AT(uint8_t, 32768 + i))
            AT(uint8_t, 32768 + i) = '\n';
    print(32768, AT(uint32_t, 16388));
}

GUEST static void poll_clock(void) {
    clock_time_get(1, 1, 16384);
    uint64_t before = AT(uint64_t, 16384);
    memset((void *)(uint64_t)(BASE + 20480), 0, 48);
    AT(uint64_t, 20480) = 77;
    AT(uint32_t, 20496) = 1;
    AT(uint64_t, 20504) = 20000000;
    check(poll_oneoff(20480, 24576, 1, 16384) == 0 && AT(uint32_t, 16384) == 1, "poll");
    check(AT(uint64_t, 24576) == 77 && AT(uint32_t, 24584) == 0, "event");
    clock_time_get(1, 1, 16384);
    check(AT(uint64_t, 16384) - before >= 20000000, "slept too little");
}

GUEST static void check_all(void) {
    check(fd_write(1, 0xfffffff0, 1, 0) == 21, "fault");
    check(fd_write(7, 8192, 0, 0) == 8, "bad descriptor");
    check(fd_prestat_get(3, 0) == 8, "prestat");
    check(fd_seek(1, 0, 0, 0) == 70, "seek");
    check(random_get(131072 - 8, 9) == 21, "random past the end");
    check(random_get(131072 - 8, 8) == 0, "random");
    check(rt_memory_grow(&memory, 1) == 2 && AT(uint8_t, 131072) == 0, "grow");
    AT(uint8_t, 196607) = 1;
    check(rt_memory_grow(&memory, 65536) == -1 && memory.pages == 3, "grow past the maximum");
    check(rt_table_grow(&table, 5, 3) == 2 && table.size == 5, "table.grow");
    check(((rt_reference *)table.elements)[4] == 5, "table elements");
    check(rt_table_grow(&table, 5, 96) == -1, "table.grow past the maximum");
    poll_clock();
    print_line("ok");
}

#define TRAP(number, name, message)                                                                \
    case 'A' + number:                                                                             \
        rt_trap_##name();

GUEST static void act(uint8_t action) {
    switch (action) {
    case 'h':
        print(4096, 15);
        break;
    case 'c':
        check_all();
        break;
    case 'e':
        show_environment();
        break;
    case 'x':
        proc_exit(7);
        break;
    case 'l':
        AT(uint32_t, 131072) = 1;
        break;
    case 'f':
        AT(uint32_t, 0xffffffffull + 0xfffffffc) = 1;
        break;
    case 'm':
        memcpy((void *)(uint64_t)(BASE + 131000), (void *)(uint64_t)BASE, 4000);
        break;
    case 's':
        memset((void *)(uint64_t)(BASE + 131000), 1, 100);
        break;
    case 'r':
        recurse(0);
        break;
    case 't':
        traced();
        break;
    case 'b': /* our bug: guest code outside of what it may touch */
        *(volatile uint32_t *)0x10 = 1;
        break;
        RT_TRAPS(TRAP)
    }
}

GUEST static void start(uint64_t *slots) {
    (void)slots;
    args_sizes_get(16384, 16388);
    args_get(16400, 20480);
    act(AT(uint32_t, 16384) > 1 ? AT(uint8_t, AT(uint32_t, 16404) - 0) : 0);
}

GUEST static void instantiate(void) {
    rt_table_allocate(&table);
}

static const struct rt_export exports[] = {{"_start", ":", start}};
const struct rt_module asml_module = {.abi_version = RT_ABI_VERSION,
                                      .memory_count = sizeof memories / sizeof *memories,
                                      .memories = memories,
                                      .exported_memory = &memory,
                                      .chunks = chunks,
                                      .chunk_count = 1,
                                      .export_count = 1,
                                      .exports = exports,
                                      .instantiate = instantiate,
                                      .stack_size = 8 << 20};
