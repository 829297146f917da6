/* The runtime's own words on standard error, without stdio. */
#include "include/rt_host.h"
#include "internal.h"
#include <string.h>

#define NAME "asml: "

void (*rt_on_failure)(const char *message);

/* "asml: <message>", and room for the line's end. */
static char line[512] = NAME;
static char *const message = line + sizeof NAME - 1;

static const char *hexadecimal(uint64_t number, char *end) {
    *--end = 0;
    do {
        *--end = "0123456789abcdef"[number % 16];
        number /= 16;
    } while (number);
    *--end = 'x';
    *--end = '0';
    return end;
}

/* Composes the message; its end. */
static char *compose(const char *text, uint64_t number, const char *more) {
    char digits[24], *cursor = message;
    const char *parts[] = {text, number ? hexadecimal(number, digits + sizeof digits) : "", more};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = strlen(parts[i]), room = (size_t)(line + sizeof line - 2 - cursor);
        if (count > room)
            count = room;
        memcpy(cursor, parts[i], count);
        cursor += count;
    }
    *cursor = 0;
    return cursor;
}

/* One line in one write. */
void rt_complain(const char *text, uint64_t number, const char *more) {
    char *end = compose(text, number, more);
    *end++ = '\n';
    rt_write_all(2, line, (uint64_t)(end - line));
}

_Noreturn void rt_fail(const char *text, uint64_t number, const char *more) {
    if (rt_on_failure) {
        compose(text, number, more);
        rt_on_failure(message);
    }
    rt_complain(text, number, more);
    rt_exit(1);
}
