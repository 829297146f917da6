/* The runtime's own words on standard error, without stdio. */
#include "include/rt_host.h"
#include "internal.h"
#include <string.h>

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

/* One line in one write. */
void rt_complain(const char *text, uint64_t number, const char *more) {
    char digits[24], line[512] = "asml: ";
    const char *parts[] = {text, number ? hexadecimal(number, digits + sizeof digits) : "", more};
    size_t length = strlen(line);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t count = strlen(parts[i]);
        if (count > sizeof line - 1 - length)
            count = sizeof line - 1 - length;
        memcpy(line + length, parts[i], count);
        length += count;
    }
    line[length++] = '\n';
    rt_write_all(2, line, length);
}

_Noreturn void rt_fail(const char *text, uint64_t number, const char *more) {
    rt_complain(text, number, more);
    rt_exit(1);
}
