/* A function that does what its event says: calls imports with any arguments, and answers with
 * their results (script.py writes such events). */
#define FIRST_PAGES 512
#include "../../runtime-c/include/rt_asml.h"
#include "../../runtime-c/include/rt_config.h"
#include "../../runtime-c/include/rt_instance.h"
#include "guest.h"
#include "iomods.h"

/* Every import, in the order of rt_imports.h. Integers all, so one type fits them. */
#define ADDRESS(module, name, type) ".quad \"" module "." name "\"\n"
__asm__(".data\n.balign 8\nimports:\n" RT_ASML_IMPORTS(ADDRESS) RT_WASI_IMPORTS(ADDRESS) ".text\n");
typedef uint64_t import(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
                        uint64_t);
extern import *const imports[];

#define EVENT 0x100000u
#define OUTPUT 0x1000000u

IMPORT("asml", "input_read", int32_t, input_read, uint64_t, uint32_t, uint32_t);
IMPORT("env", "__asml_abi_input_length_get", int64_t, input_length, void);
IMPORT("env", "__asml_abi_success", void, success, uint32_t, uint32_t);

STATE uint32_t input_pointer = 0x10000, input_size = 8192;
STATE uint32_t io_pointer = 0x20000, io_size = 32768;
STATE uint32_t kept;

struct machine {
    uint64_t next, written;
};

GUEST static uint64_t take(struct machine *machine, int size) {
    uint64_t value = 0;
    for (int i = 0; i < size; i++)
        value |= (uint64_t)AT(uint8_t, EVENT + machine->next++) << (8 * i);
    return value;
}

GUEST static void put(struct machine *machine, uint64_t value) {
    for (int i = 0; i < 8; i++)
        AT(uint8_t, OUTPUT + machine->written++) = (uint8_t)(value >> (8 * i));
}

GUEST static void call(struct machine *machine) {
    uint64_t number = take(machine, 2), arguments[8] = {0};
    int result_size = (int)take(machine, 1), count = (int)take(machine, 1);
    for (int i = 0; i < count; i++)
        arguments[i] = take(machine, 8);
    uint64_t result = imports[number](arguments[0], arguments[1], arguments[2], arguments[3],
                                      arguments[4], arguments[5], arguments[6], arguments[7]);
    if (result_size)
        put(machine, result_size == 4 ? (uint64_t)(int64_t)(int32_t)result : result);
}

GUEST static void poke(struct machine *machine) {
    uint64_t address = take(machine, 4), count = take(machine, 4);
    for (uint64_t i = 0; i < count; i++)
        AT(uint8_t, address + i) = (uint8_t)take(machine, 1);
}

GUEST static void peek(struct machine *machine) {
    uint64_t address = take(machine, 4), count = take(machine, 4);
    for (uint64_t i = 0; i < count; i++)
        AT(uint8_t, OUTPUT + machine->written++) = AT(uint8_t, address + i);
}

GUEST static int recurse(int depth) {
    volatile int here = depth;
    return recurse(here + 1) + here;
}

GUEST static int32_t run(void) {
    struct machine machine = {0, 0};
    uint64_t length = (uint64_t)input_length();
    input_read(0, EVENT, (uint32_t)length);
    while (machine.next < length) {
        switch (take(&machine, 1)) {
        case 'c':
            call(&machine);
            break;
        case 'w':
            poke(&machine);
            break;
        case 'r':
            peek(&machine);
            break;
        case 's':
            success(OUTPUT, (uint32_t)machine.written);
            break;
        case 'p':
            input_pointer = (uint32_t)take(&machine, 4), input_size = (uint32_t)take(&machine, 4);
            break;
        case 'i':
            io_pointer = (uint32_t)take(&machine, 4), io_size = (uint32_t)take(&machine, 4);
            break;
        case 'g':
            put(&machine, (uint64_t)rt_memory_grow(&memory, take(&machine, 4)));
            break;
        case 'k':
            put(&machine, kept);
            kept = (uint32_t)take(&machine, 4);
            break;
        case 'm':
            put(&machine, malloc_calls);
            break;
        case 'f':
            for (;;)
                ;
        case 'd':
            return recurse(0);
        case 't':
            rt_trap_unreachable();
        case 'q':
            return (int32_t)take(&machine, 4);
        }
    }
    return 0;
}

GUEST static void handler(uint64_t *slots) {
    slots[0] = (uint32_t)run();
}

#define GETTER(name)                                                                               \
    GUEST static void get_##name(uint64_t *slots) {                                                \
        slots[0] = name;                                                                           \
    }
GETTER(input_pointer)
GETTER(input_size)
GETTER(io_pointer)
GETTER(io_size)

GUEST static void instantiate(void) {
    rt_asml_use_iomods(&test_iomods);
}

#ifdef ISOLATED
const struct rt_config asml_config = {"", "", 1};
#endif

#ifdef WRONG_TYPES
#define POINTER_TYPE ":I"
#else
#define POINTER_TYPE ":i"
#endif
static const struct rt_export exports[] = {
    {"handler", ":i", handler},
    {"__asml_guest_get_function_input_buffer_pointer", POINTER_TYPE, get_input_pointer},
    {"__asml_guest_get_function_input_buffer_size", ":i", get_input_size},
    {"__asml_guest_get_io_buffer_pointer", POINTER_TYPE, get_io_pointer},
    {"__asml_guest_get_io_buffer_size", ":i", get_io_size},
};
const struct rt_module asml_module = {.abi_version = RT_ABI_VERSION,
                                      .memory_count = 1,
                                      .memories = memories,
#ifndef NO_MEMORY
                                      .exported_memory = &memory,
#endif
                                      .export_count = sizeof exports / sizeof *exports,
                                      .exports = exports,
                                      .instantiate = instantiate,
                                      .stack_size = 8 << 20};
