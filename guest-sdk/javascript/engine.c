// A JavaScript function: its scripts are loaded when the instance starts; every event runs a
// handler and whatever it awaits.

#include "asmljs.h"
#include "host.h"

#include "asml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Of the module's 1 MiB; what the engine itself needs lies above.
#define ASMLJS_STACK (768 * 1024)

static const char start_text[] = "import { start } from 'asml';\n"
                                 "import * as handlers from 'asml:function';\n"
                                 "start(handlers);\n";

struct failure {
    char *kind, *message; // to be freed; NULL for none, or without memory
};

static JSRuntime *runtime;
static JSContext *context;
// The scripts could not be loaded: every event fails with this.
static int has_failed;
static struct failure load_failure;

// A copy of a value's text, to be freed; NULL for none, or without memory.
static char *copied(JSValue value) {
    const char *text = JS_IsUndefined(value) ? NULL : JS_ToCString(context, value);
    char *copy = text ? strdup(text) : NULL;
    JS_FreeCString(context, text);
    JS_FreeValue(context, value);
    return copy;
}

// The pending exception: its name, and its message with the stack.
static struct failure take_exception(void) {
    JSValue exception = JS_GetException(context);
    struct failure failure = {copied(JS_GetPropertyStr(context, exception, "name")), NULL};
    char *stack = copied(JS_GetPropertyStr(context, exception, "stack"));
    char *text =
        copied(JS_IsError(context, exception) ? JS_GetPropertyStr(context, exception, "message")
                                              : JS_DupValue(context, exception));
    JS_FreeValue(context, exception);
    size_t length = (text ? strlen(text) : 0) + (stack ? strlen(stack) : 0) + 2;
    failure.message = malloc(length);
    if (failure.message)
        snprintf(failure.message, length, "%s\n%s", text ? text : "", stack ? stack : "");
    // Stacks end with a line feed, too.
    size_t end = failure.message ? strlen(failure.message) : 0;
    while (end > 0 && failure.message[end - 1] == '\n')
        failure.message[--end] = 0;
    free(text);
    free(stack);
    return failure;
}

// The host writes it into the log, too.
static void report(struct failure failure) {
    asml_fail(failure.kind ? failure.kind : "Error",
              failure.message ? failure.message : "out of memory");
    asmljs_host.answered = 1;
}

// When the instance starts: what scripts do at their top level is done once.
__attribute__((constructor)) static void start(void) {
    runtime = JS_NewRuntime();
    context = runtime ? JS_NewContext(runtime) : NULL;
    if (!context)
        abort();
    JS_SetMaxStackSize(runtime, ASMLJS_STACK);
    JS_SetModuleLoaderFunc(runtime, asmljs_module_name, asmljs_module, NULL);
    JSValue result =
        JS_Eval(context, start_text, sizeof start_text - 1, "asml:start", JS_EVAL_TYPE_MODULE);
    has_failed = JS_IsException(result);
    if (has_failed)
        load_failure = take_exception();
    JS_FreeValue(context, result);
}

// What promises have left to do. False: an exception that nobody caught, which is reported.
static int run_jobs(void) {
    JSContext *of;
    int result;
    do
        result = JS_ExecutePendingJob(runtime, &of);
    while (result > 0);
    if (result < 0)
        report(take_exception());
    return result == 0;
}

// Waits for calls and timers. False: there is nothing to wait for, or waiting failed.
static int wait(void) {
    JSValue more = JS_Call(context, asmljs_host.wait, JS_UNDEFINED, 0, NULL);
    if (JS_IsException(more)) {
        report(take_exception());
        return 0;
    }
    return JS_ToBool(context, more);
}

int asmljs_handle(const char *handler) {
    asml_begin();
    asmljs_host.answered = 0;
    JS_UpdateStackTop(runtime);
    if (has_failed) {
        report(load_failure);
        return 0;
    }
    JSValue name = JS_NewString(context, handler);
    JSValue result = JS_Call(context, asmljs_host.invoke, JS_UNDEFINED, 1, &name);
    if (JS_IsException(result))
        report(take_exception());
    JS_FreeValue(context, result);
    JS_FreeValue(context, name);
    while (run_jobs() && !asmljs_host.answered && wait())
        ;
    if (!asmljs_host.answered)
        asml_fail("Function.Pending", "the handler waits for something that never happens");
    return 0;
}
