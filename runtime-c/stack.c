/* The guest's own stack, and the way onto it. */
#define _GNU_SOURCE
#include "internal.h"
#include <sys/mman.h>

/* Generated code probes each page of a large frame, so any guard of a page or more is met. */
#define GUARD_SIZE 65536u
#define IMPORT_ROOM (128u * 1024)
#define SMALLEST_STACK (256u * 1024)

struct rt_stack rt_stack;
uint64_t rt_stack_limit;
static uint32_t exit_status;

void rt_stack_start(uint64_t size) {
    if (size < SMALLEST_STACK)
        size = SMALLEST_STACK;
    size = (size + GUARD_SIZE - 1) & -(uint64_t)GUARD_SIZE;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK;
    uint8_t *guard = mmap(0, GUARD_SIZE + size, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (guard == MAP_FAILED || mprotect(guard, GUARD_SIZE, PROT_NONE))
        rt_fail("no address space for the guest's stack, bytes: ", size, "");
    rt_stack.guard = (uint64_t)guard;
    rt_stack.bottom = rt_stack.guard + GUARD_SIZE;
    rt_stack.top = rt_stack.bottom + size;
    rt_stack_limit = rt_stack.bottom + IMPORT_ROOM;
}

int rt_enter(void (*invoke)(uint64_t *slots), uint64_t *slots) {
    return rt_arch_enter(invoke, slots, rt_stack.top);
}

_Noreturn void rt_leave_exited(uint32_t status) {
    exit_status = status;
    rt_arch_leave(RT_EXITED);
}

uint32_t rt_exit_status(void) {
    return exit_status;
}
