/* A module inside somebody else's program (rt_embed.h). */
#include "../include/rt_embed.h"
#include "../include/rt_instance.h"
#include "../include/rt_logic.h"
#include "../include/rt_trap.h"
#include "../internal.h"
#include <setjmp.h>
#include <stdatomic.h>
#include <stddef.h>

/* UNUSABLE: what makes an instance ran and did not end; a reset may. */
static enum { NOT_STARTED, RUNNING, UNUSABLE, REFUSED } state;
static const char *message = "";
static jmp_buf refusal;

/* Set while a thread is in the module; only that one may call on. */
static atomic_flag entered = ATOMIC_FLAG_INIT;
static _Thread_local struct {
    int is_inside, handles_faults;
} self __attribute__((tls_model("initial-exec")));

/* The machine refused something that the runtime cannot do without. It may have happened on the
 * guest's stack; nothing there is needed any more. */
static void refuse(const char *line) {
    state = REFUSED;
    message = line;
    rt_host_stack = 0;
    longjmp(refusal, 1);
}

static int refused(const char *why) {
    message = why;
    return RT_EMBED_REFUSED;
}

/* Why there is no instance to call. */
static int unavailable(void) {
    switch (state) {
    case NOT_STARTED:
        return refused("the module is not started");
    case UNUSABLE:
        return refused("the module's start did not succeed; reset it");
    default:
        return RT_EMBED_REFUSED;
    }
}

static int enter(void) {
    if (atomic_flag_test_and_set(&entered))
        return refused("another thread is in the module");
    self.is_inside = 1;
    return 0;
}

static int leave(int code) {
    self.is_inside = 0;
    atomic_flag_clear(&entered);
    return code;
}

static int outcome(int code) {
    if (code == RT_EXITED)
        message = "the module called proc_exit";
    else if (code)
        message = rt_trap_text();
    return code;
}

/* Faults are handled on a stack of the thread's own. */
static void handle_faults(void) {
    if (!self.handles_faults)
        rt_signals_prepare_thread();
    self.handles_faults = 1;
}

/* What the start function calls finds the instance running. */
static int instantiate(void) {
    state = RUNNING;
    int code = outcome(rt_instantiate());
    if (code)
        state = UNUSABLE;
    return code;
}

static char *const nothing[] = {NULL};

int rt_embed_start(int argc, char **argv, char **environment) {
    if (self.is_inside || (state != NOT_STARTED && state != REFUSED))
        return refused("the module is started already");
    if (state == REFUSED || enter())
        return RT_EMBED_REFUSED;
    if (setjmp(refusal))
        return leave(RT_EMBED_REFUSED);
    rt_on_failure = refuse;
    rt_configure(&asml_config);
    rt_start(&asml_module, argc, argv, environment ? environment : (char **)nothing);
    self.handles_faults = 1;
    rt_wasi_start();
    rt_instance_keep();
    return leave(instantiate());
}

int rt_embed_reset(void) {
    if (self.is_inside)
        return refused("the module cannot be reset from inside one of its calls");
    if (state == NOT_STARTED || state == REFUSED)
        return unavailable();
    if (enter())
        return RT_EMBED_REFUSED;
    if (setjmp(refusal))
        return leave(RT_EMBED_REFUSED);
    handle_faults();
    rt_instance_reset();
    rt_wasi_reset();
    return leave(instantiate());
}

int rt_embed_call(uint32_t index, uint64_t *slots) {
    const struct rt_export *export = &asml_module.exports[index];
    if (self.is_inside) {
        export->invoke(slots);
        return 0;
    }
    if (enter())
        return RT_EMBED_REFUSED;
    if (state != RUNNING)
        return leave(unavailable());
    if (setjmp(refusal))
        return leave(RT_EMBED_REFUSED);
    handle_faults();
    return leave(outcome(rt_enter(export->invoke, slots)));
}

const char *rt_embed_message(void) {
    return message;
}

_Noreturn void rt_embed_exit(uint32_t status) {
    rt_leave_exited(status);
}

uint32_t rt_embed_exit_status(void) {
    return rt_exit_status();
}

void *rt_embed_bytes(uint32_t address, uint64_t count) {
    return state == RUNNING ? rt_guest_bytes(address, count) : NULL;
}
