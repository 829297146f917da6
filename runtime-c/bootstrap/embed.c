/* A module inside somebody else's program (rt_embed.h). */
#include "../include/rt_embed.h"
#include "../include/rt_instance.h"
#include "../include/rt_logic.h"
#include "../include/rt_trap.h"
#include "../internal.h"
#include <pthread.h>
#include <setjmp.h>
#include <stddef.h>

static enum { NOT_STARTED, RUNNING, REFUSED } state;
static const char *message = "";
static pthread_t thread;
static jmp_buf refusal;

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

static int outcome(int code) {
    if (code == RT_EXITED)
        message = "the module called proc_exit";
    else if (code)
        message = rt_trap_text();
    return code;
}

/* Faults are handled on a stack of the thread's own. */
static void enter_thread(void) {
    if (pthread_equal(thread, pthread_self()))
        return;
    thread = pthread_self();
    rt_signals_prepare_thread();
}

static char *const nothing[] = {NULL};

int rt_embed_start(int argc, char **argv, char **environment) {
    if (state == RUNNING)
        return refused("the module is started already");
    if (state == REFUSED || setjmp(refusal))
        return RT_EMBED_REFUSED;
    rt_on_failure = refuse;
    rt_configure(&asml_config);
    rt_start(&asml_module, argc, argv, environment ? environment : (char **)nothing);
    thread = pthread_self();
    rt_wasi_start();
    rt_instance_keep();
    state = RUNNING;
    return outcome(rt_instantiate());
}

int rt_embed_reset(void) {
    if (state == NOT_STARTED)
        return refused("the module is not started");
    if (rt_host_stack)
        return refused("the module cannot be reset from inside one of its calls");
    if (state == REFUSED || setjmp(refusal))
        return RT_EMBED_REFUSED;
    enter_thread();
    rt_instance_reset();
    rt_wasi_reset();
    return outcome(rt_instantiate());
}

int rt_embed_call(uint32_t index, uint64_t *slots) {
    if (state == NOT_STARTED)
        return refused("the module is not started");
    if (state == REFUSED)
        return RT_EMBED_REFUSED;
    const struct rt_export *export = &asml_module.exports[index];
    if (rt_host_stack) {
        export->invoke(slots);
        return 0;
    }
    enter_thread();
    return outcome(rt_enter(export->invoke, slots));
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
