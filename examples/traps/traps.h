// Four ways to trap, each three calls deep, so that a stack trace has names to show.
#pragma once

// Without noinline the optimiser would leave one frame; without volatile it would see the trap
// coming and replace the call by `unreachable`.
#define TRAP_FRAME static __attribute__((noinline))

static volatile int zero = 0;
static volatile unsigned far_away = 0xfffffff0u;
static volatile int sink;

TRAP_FRAME int divide_inner(int number) {
    return number / zero;
}
TRAP_FRAME int divide_middle(int number) {
    return divide_inner(number + 1) + 1;
}
TRAP_FRAME int divide_outer(int number) {
    return divide_middle(number + 1) + 1;
}

TRAP_FRAME int load_inner(unsigned address) {
    return *(volatile int *)address;
}
TRAP_FRAME int load_middle(unsigned address) {
    return load_inner(address) + 1;
}
TRAP_FRAME int load_outer(unsigned address) {
    return load_middle(address) + 1;
}

// The result is used after the call, so that it cannot become a loop; the way out is never taken,
// because no stack has room for 2^32 calls.
TRAP_FRAME unsigned recurse_forever(unsigned depth) {
    return depth == far_away ? 0 : recurse_forever(depth + 1) + (unsigned)sink;
}
TRAP_FRAME unsigned recurse_middle(unsigned depth) {
    return recurse_forever(depth) + 1;
}
TRAP_FRAME int recurse_outer(unsigned depth) {
    return (int)recurse_middle(depth) + 1;
}

TRAP_FRAME int unreachable_inner(int number) {
    if (number >= zero) {
        __builtin_trap();
    }
    return number;
}
TRAP_FRAME int unreachable_middle(int number) {
    return unreachable_inner(number) + 1;
}
TRAP_FRAME int unreachable_outer(int number) {
    return unreachable_middle(number) + 1;
}

// `kind` is "divide", "load", "recurse" or "unreachable"; its first letter says which.
static int trap_by_name(const char *kind) {
    switch (kind[0]) {
    case 'd':
        return divide_outer(1);
    case 'l':
        return load_outer(far_away);
    case 'r':
        return recurse_outer(1);
    case 'u':
        return unreachable_outer(1);
    default:
        return -1;
    }
}
