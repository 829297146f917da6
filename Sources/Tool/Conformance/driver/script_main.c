/* A spec script as a program: all its modules are linked in; commands come on standard input, one
 * a line, and each gets one line as its answer (ProgramProtocol.swift).
 *
 *   instantiate MODULE              ok | trap MESSAGE
 *   invoke MODULE EXPORT SLOT...    ok SLOT... | trap MESSAGE
 *   peek PLACE WORD COUNT           ok SLOT...
 *
 * Slots are hexadecimal, other numbers decimal. */
#include "rt_instance.h"
#include "rt_trap.h"
#include "script.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_SLOTS 4096
/* A script that runs longer than this many seconds hangs. */
#define TIME_LIMIT 120

static uint64_t slots[MAX_SLOTS];

/* Output, buffered up to one line: what was answered before a crash must arrive. */
static char line[MAX_SLOTS * 17 + 64];
static size_t line_length;

static void put(const char *text) {
    size_t length = strlen(text);
    memcpy(line + line_length, text, length);
    line_length += length;
}

static void put_slot(uint64_t value) {
    line[line_length++] = ' ';
    int shift = 60;
    while (shift > 0 && value >> shift == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        line[line_length++] = "0123456789abcdef"[value >> shift & 15];
}

static void end_line(void) {
    line[line_length++] = '\n';
    for (size_t sent = 0; sent < line_length;) {
        ssize_t count = write(1, line + sent, line_length - sent);
        if (count <= 0)
            _exit(70);
        sent += (size_t)count;
    }
    line_length = 0;
}

static char *read_all(void) {
    size_t capacity = 1 << 16, length = 0;
    char *text = malloc(capacity);
    for (;;) {
        if (!text)
            _exit(70);
        ssize_t count = read(0, text + length, capacity - length - 1);
        if (count <= 0)
            break;
        length += (size_t)count;
        if (capacity - length < 2)
            text = realloc(text, capacity *= 2);
    }
    text[length] = 0;
    return text;
}

static void answer(int code, uint32_t result_count) {
    if (code == 0) {
        put("ok");
        for (uint32_t i = 0; i < result_count; i++)
            put_slot(slots[i]);
    } else {
        put("trap ");
        put(code == RT_EXITED ? "exited" : rt_trap_message(code));
    }
    end_line();
}

static const struct rt_module *module_at(char **cursor) {
    uint64_t number = strtoull(*cursor, cursor, 10);
    if (number >= script_module_count)
        _exit(70);
    return script_modules[number];
}

static uint32_t slot_count(const char *types) {
    uint32_t count = 0;
    for (; *types; types++)
        count += *types == 'v' ? 2 : 1;
    return count;
}

static void invoke(char *cursor) {
    const struct rt_module *module = module_at(&cursor);
    uint64_t number = strtoull(cursor, &cursor, 10);
    if (number >= module->export_count)
        _exit(70);
    const struct rt_export *function = &module->exports[number];
    for (uint32_t i = 0; *cursor == ' ' && i < MAX_SLOTS; i++)
        slots[i] = strtoull(cursor, &cursor, 16);
    int code = rt_enter(function->invoke, slots);
    answer(code, slot_count(strchr(function->type, ':') + 1));
}

static void peek(char *cursor) {
    uint64_t place = strtoull(cursor, &cursor, 10);
    uint64_t word = strtoull(cursor, &cursor, 10);
    uint64_t count = strtoull(cursor, &cursor, 10);
    if (place >= script_watched_count || count > MAX_SLOTS)
        _exit(70);
    for (uint64_t i = 0; i < count; i++)
        slots[i] = script_watched[place][word + i];
    answer(0, (uint32_t)count);
}

/* `instantiate` takes no argument; the calling convention lets it ignore one. */
static void instantiate(char *cursor) {
    void (*function)(void) = module_at(&cursor)->instantiate;
    answer(rt_enter((void (*)(uint64_t *))(void *)function, slots), 0);
}

static void obey(char *command) {
    char *cursor = strchr(command, ' ');
    if (!cursor)
        _exit(70);
    if (!strncmp(command, "instantiate ", 12))
        instantiate(cursor);
    else if (!strncmp(command, "invoke ", 7))
        invoke(cursor);
    else
        peek(cursor);
}

/* One module for the runtime: all memories and all chunks. */
static struct rt_module *merged(void) {
    struct rt_module *all = calloc(1, sizeof *all);
    uint32_t memories = 0, chunks = 0;
    for (uint32_t i = 0; i < script_module_count; i++) {
        memories += script_modules[i]->memory_count;
        chunks += script_modules[i]->chunk_count;
    }
    struct rt_memory **memory = calloc(memories + 1, sizeof *memory);
    struct rt_image_chunk *chunk = calloc(chunks + 1, sizeof *chunk);
    if (!all || !memory || !chunk)
        _exit(70);
    all->abi_version = RT_ABI_VERSION;
    all->memories = memory;
    all->chunks = chunk;
    all->stack_size = script_modules[0]->stack_size;
    for (uint32_t i = 0; i < script_module_count; i++) {
        const struct rt_module *part = script_modules[i];
        for (uint32_t j = 0; j < part->memory_count; j++)
            memory[all->memory_count++] = part->memories[j];
        for (uint32_t j = 0; j < part->chunk_count; j++)
            chunk[all->chunk_count++] = part->chunks[j];
    }
    return all;
}

int main(int argc, char **argv, char **environment) {
    rt_start(merged(), argc, argv, environment);
    alarm(TIME_LIMIT);
    char *next = NULL;
    for (char *command = strtok_r(read_all(), "\n", &next); command;
         command = strtok_r(NULL, "\n", &next))
        obey(command);
    return 0;
}
