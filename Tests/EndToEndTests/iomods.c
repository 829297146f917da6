/* The IOmod akkoro.std.crypto inside a bootstrap: linked into functions in tests. It answers when
 * it is waited for, the last call first. */
#include "rt_iomods.h"

static int32_t waiting[8], count;

static int32_t find(const uint8_t *coordinates, uint64_t length) {
    static const char known[] = "akkoro.std.crypto";
    uint64_t i = 0;
    while (i < length && coordinates[i] == (uint8_t)known[i])
        i++;
    return i == length && !known[i] ? 0 : -1;
}

static void start(int32_t iomod, int32_t ioid, const uint8_t *method, uint64_t method_length,
                  const uint8_t *input, uint64_t length) {
    if (iomod || method_length != 5 || method[0] != 'u' || length != 4 || input[0] != 'n')
        rt_asml_io_fail(ioid, "no such method, or no such input");
    else
        waiting[count++] = ioid;
}

static void cancel(int32_t ioid) {
    (void)ioid;
}

static void wait(uint64_t nanoseconds) {
    uint8_t answer[] = "{\"Ok\":\"id-?\"}";
    (void)nanoseconds;
    if (!count)
        return;
    int32_t id = waiting[--count];
    answer[10] = (uint8_t)('0' + id);
    rt_asml_io_answer(id, answer, sizeof answer - 1);
}

static const struct rt_iomods iomods = {find, start, cancel, wait};

__attribute__((constructor)) static void use(void) {
    rt_asml_use_iomods(&iomods);
}
