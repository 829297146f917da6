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

static const char runtime_text[] = {
#embed "runtime.js" suffix(, )
    0};

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

static const struct asmljs_script *script_named(const char *name) {
    if (strcmp(name, "asml:function") == 0)
        return &asmljs_scripts[0];
    for (int i = 0; i < asmljs_script_count; i++)
        if (strcmp(asmljs_scripts[i].name, name) == 0)
            return &asmljs_scripts[i];
    return NULL;
}

static JSModuleDef *compiled(JSContext *in, const char *name, const char *text, size_t length) {
    JSValue module =
        JS_Eval(in, text, length, name, JS_EVAL_TYPE_MODULE | JS_EVAL_FLAG_COMPILE_ONLY);
    if (JS_IsException(module))
        return NULL;
    // The engine keeps the module itself.
    JSModuleDef *definition = JS_VALUE_GET_PTR(module);
    JS_FreeValue(in, module);
    return definition;
}

// JSON is an expression.
static JSModuleDef *compiled_json(JSContext *in, const struct asmljs_script *script) {
    static const char prefix[] = "export default ";
    size_t length = sizeof prefix - 1 + script->length;
    char *text = malloc(length + 1);
    if (!text)
        return JS_ThrowOutOfMemory(in), NULL;
    memcpy(text, prefix, sizeof prefix - 1);
    memcpy(text + sizeof prefix - 1, script->text, script->length + 1);
    JSModuleDef *module = compiled(in, script->name, text, length);
    free(text);
    return module;
}

static JSModuleDef *load(JSContext *in, const char *name, void *data) {
    (void)data;
    if (strcmp(name, "asml") == 0)
        return compiled(in, name, runtime_text, sizeof runtime_text - 1);
    if (strcmp(name, "asml:host") == 0)
        return asmljs_host_module(in, name);
    const struct asmljs_script *script = script_named(name);
    if (!script)
        return JS_ThrowReferenceError(in, "no module '%s' in the function's folder", name), NULL;
    size_t length = strlen(script->name);
    if (length > 5 && strcmp(script->name + length - 5, ".json") == 0)
        return compiled_json(in, script);
    return compiled(in, script->name, script->text, script->length);
}

// How long the path, which is empty or ends with a slash, is without its last part.
static size_t parent(const char *path, size_t length) {
    length -= length > 0;
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

// "./text.js" and "../text.js" are beside the importing module; ".." at the function's folder stays
// there. Other names are modules of the engine.
static char *normalized(JSContext *in, const char *base, const char *name, void *data) {
    (void)data;
    if (strcmp(name, "asml:function") == 0)
        return js_strdup(in, asmljs_scripts[0].name);
    if (name[0] != '.')
        return js_strdup(in, name);
    const char *slash = strrchr(base, '/');
    size_t length = slash ? (size_t)(slash - base) + 1 : 0;
    char *path = js_malloc(in, length + strlen(name) + 1);
    if (!path)
        return NULL;
    memcpy(path, base, length);
    while (*name) {
        size_t part = strcspn(name, "/");
        size_t whole = part + (name[part] == '/');
        if (part == 2 && memcmp(name, "..", 2) == 0) {
            length = parent(path, length);
        } else if (part > 0 && !(part == 1 && name[0] == '.')) {
            memcpy(path + length, name, whole);
            length += whole;
        }
        name += whole;
    }
    path[length] = 0;
    return path;
}

// A copy of a value's text, to be freed; NULL for none, or without memory.
static char *copied(JSValue value) {
    const char *text = JS_IsUndefined(value) ? NULL : JS_ToCString(context, value);
    char *copy = text ? strdup(text) : NULL;
    JS_FreeCString(context, text);
    JS_FreeValue(context, value);
    return copy;
}

// The pending exception: its name, and its text with the stack.
static struct failure take_exception(void) {
    JSValue exception = JS_GetException(context);
    struct failure failure = {copied(JS_GetPropertyStr(context, exception, "name")), NULL};
    char *stack = copied(JS_GetPropertyStr(context, exception, "stack"));
    char *text = copied(exception);
    size_t length = (text ? strlen(text) : 0) + (stack ? strlen(stack) : 0) + 2;
    failure.message = malloc(length);
    if (failure.message)
        snprintf(failure.message, length, "%s%s%s", text ? text : "", stack ? "\n" : "",
                 stack ? stack : "");
    free(text);
    free(stack);
    return failure;
}

static void report(struct failure failure) {
    const char *message = failure.message ? failure.message : "out of memory";
    asml_log(ASML_ERROR, asml_text(message));
    asml_fail(failure.kind ? failure.kind : "Error", message);
    asmljs_host.answered = 1;
}

// When the instance starts: what scripts do at their top level is done once.
__attribute__((constructor)) static void start(void) {
    runtime = JS_NewRuntime();
    context = runtime ? JS_NewContext(runtime) : NULL;
    if (!context)
        abort();
    JS_SetMaxStackSize(runtime, ASMLJS_STACK);
    JS_SetModuleLoaderFunc(runtime, normalized, load, NULL);
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
