/* A program around shapes.wat; it says what differs from what should be. */
#include "shapes.h"
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static int failures;

/* Without stdio, whose floats musl cannot do on arm64 without a compiler's library. */
static void say(const char *text) {
    if (write(1, text, strlen(text)) < 0)
        failures++;
}

static void fail(const char *condition) {
    say(condition);
    say(": ");
    say(shapes_module_message());
    say("\n");
    failures++;
}
#define EXPECT(condition) ((condition) ? (void)0 : fail(#condition))

static uint32_t error_of_add;
uint32_t shapes_import_host_add(uint32_t a, uint32_t b) {
    return a + b + error_of_add;
}
void shapes_import_host_split(uint64_t whole, uint32_t *low, uint32_t *high) {
    *low = (uint32_t)whole;
    *high = (uint32_t)(whole >> 32);
}
shapes_module_vector shapes_import_host_swap(shapes_module_vector v) {
    shapes_module_vector result;
    for (int i = 0; i < 16; i++)
        result[i] = v[15 - i];
    return result;
}
static int notes;
static void (*on_note)(void);
void shapes_import_host_note(void) {
    notes++;
    if (on_note)
        on_note();
}

static void values(void) {
    double mixed;
    EXPECT(!shapes_mix((uint32_t)-1, (uint64_t)-2, 0.25f, 0.5, &mixed) && mixed == -2.25);
    EXPECT(!shapes_mix(0, 0, 0, 0, NULL));
    shapes_module_v128 vector, answer;
    for (int i = 0; i < 16; i++)
        vector.bytes[i] = (uint8_t)i;
    uint64_t wide;
    uint32_t narrow;
    EXPECT(!shapes_both(7, vector, 1ull << 40, &wide, &answer, &narrow));
    EXPECT(wide == 1ull << 40 && narrow == 7 && !memcmp(&vector, &answer, 16));
    EXPECT(!shapes_swapped(vector, &answer) && answer.bytes[0] == 15 && answer.bytes[15] == 0);
    uint32_t low, high;
    EXPECT(!shapes_halves(0x100000002, &low, &high) && low == 2 && high == 1);
}

static void state(void) {
    uint32_t result;
    EXPECT(shapes_calls == 42 && shapes_also_calls == 42); /* _initialize has run */
    EXPECT(!shapes_sum(2, 3, &result) && result == 5 && shapes_calls == 43);
    shapes_calls = 100;
    EXPECT(!shapes_sum(0, 0, NULL) && shapes_calls == 101);
    EXPECT(shapes_limit == (uint64_t)-2 && shapes_ratio == 0.5);
    EXPECT(!memcmp(shapes_module_bytes(16, 5), "hello", 5));
    EXPECT(shapes_module_bytes(65535, 1) && !shapes_module_bytes(65535, 2));
    EXPECT(shapes_memory.pages == 1 && shapes_second.pages == 2);
    EXPECT(!shapes_grow(2, &result) && result == 1 && shapes_memory.pages == 3);
    EXPECT(!shapes_grow(1, &result) && result == (uint32_t)-1);
    memcpy(shapes_module_bytes(131072, 4), "\1\0\0\0", 4);
    EXPECT(!shapes_peek(131072, &result) && result == 1);
    EXPECT(!shapes_print(&result) && result == 0);
}

static void traps(void) {
    uint32_t result = 9;
    EXPECT(shapes_divide(0, &result) == SHAPES_MODULE_TRAP_INTEGER_DIVIDE_BY_ZERO && result == 9);
    const char *text = shapes_module_message();
    EXPECT(strstr(text, "integer divide by zero") && strstr(text, "at inner (") &&
           strstr(text, "at outer ("));
    EXPECT(shapes_peek(196608, NULL) == SHAPES_MODULE_TRAP_OUT_OF_BOUNDS_MEMORY);
    EXPECT(shapes_deep(0, NULL) == SHAPES_MODULE_TRAP_STACK_OVERFLOW);
    EXPECT(!shapes_divide(1, &result) && result == 2);
    EXPECT(shapes_leave(7) == SHAPES_MODULE_EXITED && shapes_module_exit_status() == 7);
    EXPECT(strstr(shapes_module_message(), "proc_exit"));
}

static void call_again(void) {
    uint32_t result;
    EXPECT(!shapes_sum(20, 3, &result) && result == 23);
    EXPECT(shapes_module_reset() == SHAPES_MODULE_REFUSED);
}
static void trap_inside(void) {
    shapes_divide(0, NULL);
    EXPECT(!"a trap ends the import, too");
}
static void leave(void) {
    shapes_module_exit(3);
}

static void imports(void) {
    on_note = call_again;
    EXPECT(!shapes_noted() && notes == 1);
    on_note = trap_inside;
    EXPECT(shapes_noted() == SHAPES_MODULE_TRAP_INTEGER_DIVIDE_BY_ZERO);
    on_note = leave;
    EXPECT(shapes_noted() == SHAPES_MODULE_EXITED && shapes_module_exit_status() == 3);
    on_note = NULL;
    EXPECT(!shapes_noted());
    notes = 0;
    EXPECT(!shapes_noted_twice() && notes == 2);
}

/* Overflows the stack, so that the fault needs a stack of its own. */
static void *elsewhere(void *nothing) {
    EXPECT(shapes_deep(0, NULL) == SHAPES_MODULE_TRAP_STACK_OVERFLOW);
    return nothing;
}
static void *too_early(void *nothing) {
    EXPECT(shapes_sum(1, 2, NULL) == SHAPES_MODULE_REFUSED &&
           strstr(shapes_module_message(), "another thread"));
    EXPECT(shapes_module_reset() == SHAPES_MODULE_REFUSED);
    return nothing;
}
static void on_thread(void *(*body)(void *)) {
    pthread_t thread;
    EXPECT(!pthread_create(&thread, NULL, body, NULL) && !pthread_join(thread, NULL));
}
static void call_from_another_thread(void) {
    on_thread(too_early);
}

/* A thread may have the name of one that has ended. */
static void threads(void) {
    on_thread(elsewhere);
    on_thread(elsewhere);
    elsewhere(NULL);
    on_note = call_from_another_thread;
    EXPECT(!shapes_noted());
    on_note = NULL;
    on_thread(elsewhere);
}

static void failed_reset(void) {
    uint32_t result;
    error_of_add = 1;
    EXPECT(shapes_module_reset() == SHAPES_MODULE_TRAP_UNREACHABLE);
    EXPECT(shapes_peek(0, &result) == SHAPES_MODULE_REFUSED &&
           strstr(shapes_module_message(), "reset"));
    EXPECT(!shapes_module_bytes(0, 1));
    error_of_add = 0;
    EXPECT(!shapes_module_reset() && !shapes_sum(2, 3, &result) && result == 5);
}

static sigjmp_buf fault;
static void on_fault(int number) {
    siglongjmp(fault, number);
}

int main(int argc, char **argv) {
    (void)argc;
    signal(SIGSEGV, on_fault);
    EXPECT(shapes_noted() == SHAPES_MODULE_REFUSED && shapes_module_reset());
    EXPECT(!shapes_module_bytes(0, 1));
    if (shapes_module_start(1, argv, NULL)) {
        say(shapes_module_message());
        return 2;
    }
    EXPECT(shapes_module_start(1, argv, NULL) == SHAPES_MODULE_REFUSED);
    values();
    state();
    traps();
    imports();

    EXPECT(!shapes_module_reset() && shapes_calls == 42 && shapes_memory.pages == 1);
    uint32_t name;
    EXPECT(!shapes_a____int_evil_(&name) && name == 1);
    EXPECT(!shapes_a_b(&name) && name == 2 && !shapes_a_b_2(&name) && name == 3);
    EXPECT(!shapes_module_start_2(&name) && name == 4 && !shapes____(&name) && name == 5);

    threads();
    failed_reset();

    /* The program's own faults stay its own. */
    if (!sigsetjmp(fault, 1)) {
        *(volatile int *)8 = 1;
        EXPECT(!"reached");
    }
    EXPECT(shapes_deep(0, NULL) == SHAPES_MODULE_TRAP_STACK_OVERFLOW);
    return failures != 0;
}
