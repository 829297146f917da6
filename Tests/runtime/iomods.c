/* See iomods.h. */
#include "iomods.h"
#include <stddef.h>

#define WAITING 8
#define INPUT 4096
static struct {
    int32_t id, is_late;
    uint64_t count;
    uint8_t input[INPUT];
} waiting[WAITING];
static int cancelled;

static int is(const char *word, const uint8_t *bytes, uint64_t count) {
    uint64_t i = 0;
    while (i < count && word[i] && (uint8_t)word[i] == bytes[i])
        i++;
    return i == count && !word[i];
}

static int32_t find(const uint8_t *coordinates, uint64_t count) {
    return is("test.io.mod", coordinates, count) ? 0 : -1;
}

static void remember(int32_t id, int is_late, const uint8_t *input, uint64_t count) {
    for (int i = 0; i < WAITING; i++) {
        if (waiting[i].id)
            continue;
        waiting[i].id = id, waiting[i].is_late = is_late;
        for (waiting[i].count = 0; waiting[i].count < count; waiting[i].count++)
            waiting[i].input[waiting[i].count] = input[waiting[i].count];
        return;
    }
}

static void start(int32_t iomod, int32_t ioid, const uint8_t *method, uint64_t method_count,
                  const uint8_t *input, uint64_t count) {
    uint8_t digit = (uint8_t)('0' + cancelled);
    if (iomod)
        return;
    if (is("echo", method, method_count))
        rt_asml_io_answer(ioid, input, count);
    else if (is("fail", method, method_count))
        rt_asml_io_fail(ioid, "it \"crashed\"");
    else if (is("count", method, method_count))
        rt_asml_io_answer(ioid, &digit, 1);
    else if (is("later", method, method_count))
        remember(ioid, 0, input, count);
    else if (is("late", method, method_count))
        remember(ioid, 1, input, count);
}

static void cancel(int32_t ioid) {
    cancelled++;
    for (int i = 0; i < WAITING; i++)
        if (waiting[i].id == ioid && waiting[i].is_late)
            rt_asml_io_answer(ioid, waiting[i].input, waiting[i].count);
        else if (waiting[i].id == ioid)
            waiting[i].id = 0;
}

int64_t rt_poll(void *entries, uint32_t count, uint64_t nanoseconds);

static void wait(uint64_t nanoseconds) {
    int answered = 0;
    for (int i = 0; i < WAITING; i++) {
        if (!waiting[i].id)
            continue;
        rt_asml_io_answer(waiting[i].id, waiting[i].input, waiting[i].count);
        answered |= !waiting[i].is_late;
        if (!waiting[i].is_late)
            waiting[i].id = 0;
    }
    if (!answered)
        rt_poll(NULL, 0, nanoseconds);
}

const struct rt_iomods test_iomods = {find, start, cancel, wait};

/* A C library's memory that counts. */
uint64_t malloc_calls;
static uint8_t heap[1 << 20] __attribute__((aligned(16)));
static uint64_t used;

void *malloc(size_t count);
void *malloc(size_t count) {
    malloc_calls++;
    void *result = heap + used;
    used += (count + 15) & ~(size_t)15;
    return used <= sizeof heap ? result : NULL;
}

void free(void *memory);
void free(void *memory) {
    (void)memory;
}

int posix_memalign(void **result, size_t alignment, size_t count);
int posix_memalign(void **result, size_t alignment, size_t count) {
    *result = malloc(count);
    return alignment > 16 || !*result;
}
