/* Faults: a trap when the guest's own code touched what is kept from it, else our bug. */
#define _GNU_SOURCE
#include "internal.h"
#include <signal.h>
#include <stddef.h>
#include <string.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#ifdef __x86_64__
#include "arch/x86_64/context.h"
#else
#include "arch/aarch64/context.h"
#endif

RT_SECTION(asml_text);

/* Large enough for every vector register of today's processors, AMX tiles and SVE included. */
static uint8_t signal_stack[32 * 1024] __attribute__((aligned(16)));

static int is_guest_code(uint64_t pc) {
    return pc >= (uint64_t)__start_asml_text && pc < (uint64_t)__stop_asml_text;
}

/* The trap that an access to `address` is, or 0. */
static int trap_of(uint64_t address) {
    if (address >= rt_stack.guard && address < rt_stack.bottom)
        return rt_trap_code_stack_overflow;
    const struct rt_module *module = rt_module();
    for (uint32_t i = 0; i < module->memory_count; i++)
        if (address - module->memories[i]->base < module->memories[i]->reserved)
            return rt_trap_code_out_of_bounds_memory;
    return 0;
}

/* What the process did before; in a bootstrap nothing. */
static struct sigaction before_segv, before_bus;

/* Returns into the default action: the instruction faults again, a sent signal is sent again. */
static void die(int number, const siginfo_t *info) {
    if (!rt_on_failure)
        rt_complain("internal error: the runtime accessed ", (uint64_t)info->si_addr,
                    "; please report this");
    signal(number, SIG_DFL);
    if (info->si_code <= 0)
        raise(number);
}

/* No trap: the program's own handler may know what it is. */
static void pass_on(int number, siginfo_t *info, void *context) {
    const struct sigaction *before = number == SIGBUS ? &before_bus : &before_segv;
    if (before->sa_flags & SA_SIGINFO)
        before->sa_sigaction(number, info, context);
    else if (before->sa_handler != SIG_DFL && before->sa_handler != SIG_IGN)
        before->sa_handler(number);
    else
        die(number, info);
}

/* Does not jump out of the handler: the kernel resumes the thread in `rt_trap_raise` and restores
 * the signal mask on the way. */
static void on_fault(int number, siginfo_t *info, void *raw_context) {
    ucontext_t *context = raw_context;
    uint64_t pc = rt_context_pc(context);
    int code = info->si_code > 0 && rt_host_stack && is_guest_code(pc)
                   ? trap_of((uint64_t)info->si_addr)
                   : 0;
    if (!code) {
        pass_on(number, info, raw_context);
        return;
    }
    uint64_t extra = rt_context_frameless_return(context);
    uint64_t arguments[4] = {(uint64_t)code, pc, rt_context_frame(context), extra};
    rt_context_call(context, (uint64_t)rt_trap_raise, rt_host_stack, arguments);
}

/* A thread that has a stack for signals keeps it, when it is large enough for us. */
void rt_signals_prepare_thread(void) {
    stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack}, present;
    if (!sigaltstack(NULL, &present) && !(present.ss_flags & SS_DISABLE) &&
        present.ss_size >= sizeof signal_stack)
        return;
    if (sigaltstack(&stack, NULL))
        rt_fail("cannot handle faults", 0, "");
}

void rt_signals_start(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    rt_signals_prepare_thread();
    if (sigaction(SIGSEGV, &action, &before_segv) || sigaction(SIGBUS, &action, &before_bus))
        rt_fail("cannot handle faults", 0, "");
}
#endif
