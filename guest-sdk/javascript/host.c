// The imports of a function, for JavaScript. Values are text, numbers and ArrayBuffers.

#include "host.h"

#include "asml.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct asmljs_host asmljs_host;

extern char **environ;

#define FUNCTION(name)                                                                             \
    static JSValue name(JSContext *context, JSValueConst self, int count, JSValueConst *values)

// The bytes of a text or an ArrayBuffer, for as long as `held` is; a value that is neither becomes
// a text. No bytes: an exception is pending.
static struct asml_slice bytes_of(JSContext *context, JSValueConst value, const char **held) {
    size_t length;
    *held = NULL;
    if (JS_IsObject(value)) {
        uint8_t *bytes = JS_GetArrayBuffer(context, &length, value);
        return bytes || length ? asml_slice(bytes, length) : asml_slice("", 0);
    }
    *held = JS_ToCStringLen(context, &length, value);
    return *held ? asml_slice(*held, length) : asml_nothing();
}

// A text that lasts until the invocation's end.
static struct asml_slice text_of(JSContext *context, JSValueConst value) {
    const char *held;
    struct asml_slice text = bytes_of(context, value, &held);
    if (!text.bytes)
        return text;
    char *copy = asml_allocate(text.length + 1);
    asml_copy(copy, text.bytes, text.length);
    copy[text.length] = 0;
    JS_FreeCString(context, held);
    return asml_slice(copy, text.length);
}

FUNCTION(install) {
    asmljs_host.invoke = JS_DupValue(context, values[0]);
    asmljs_host.wait = JS_DupValue(context, values[1]);
    return JS_UNDEFINED;
}

FUNCTION(event) {
    struct asml_slice text = asml_event();
    return JS_ParseJSON(context, text.bytes, text.length, "event");
}

FUNCTION(respond) {
    struct asml_slice text = text_of(context, values[0]);
    if (!text.bytes)
        return JS_EXCEPTION;
    asmljs_host.answered = 1;
    asml_respond(text);
    return JS_UNDEFINED;
}

FUNCTION(fail) {
    struct asml_slice kind = text_of(context, values[0]);
    struct asml_slice message = kind.bytes ? text_of(context, values[1]) : kind;
    if (!message.bytes)
        return JS_EXCEPTION;
    asmljs_host.answered = 1;
    asml_fail_with(kind.bytes, message);
    return JS_UNDEFINED;
}

FUNCTION(write_log) {
    int32_t level;
    const char *held;
    if (JS_ToInt32(context, &level, values[0]))
        return JS_EXCEPTION;
    struct asml_slice text = bytes_of(context, values[1], &held);
    if (!text.bytes)
        return JS_EXCEPTION;
    asml_log((enum asml_level)level, text);
    JS_FreeCString(context, held);
    return JS_UNDEFINED;
}

FUNCTION(remaining) {
    return JS_NewInt64(context, asml_remaining_ms());
}

FUNCTION(context_of) {
    const char *key = JS_ToCString(context, values[0]);
    if (!key)
        return JS_EXCEPTION;
    struct asml_slice value = asml_context(key);
    JS_FreeCString(context, key);
    return value.bytes ? JS_NewStringLen(context, value.bytes, value.length) : JS_UNDEFINED;
}

FUNCTION(environment) {
    JSValue all = JS_NewObject(context);
    for (char **entry = environ; entry && *entry; entry++) {
        size_t length = asml_find(asml_text(*entry), '=');
        char *name = strndup(*entry, length);
        if (name && (*entry)[length])
            JS_SetPropertyStr(context, all, name, JS_NewString(context, *entry + length + 1));
        free(name);
    }
    return all;
}

FUNCTION(call) {
    struct asml_slice method = text_of(context, values[0]);
    struct asml_slice input = method.bytes ? text_of(context, values[1]) : method;
    return input.bytes ? JS_NewInt32(context, asml_call(method.bytes, input)) : JS_EXCEPTION;
}

// The place of the first of these calls that is ready; -1: the time is over.
FUNCTION(wait_any) {
    int32_t ids[64], timeout;
    if (JS_ToInt32(context, &timeout, values[0]))
        return JS_EXCEPTION;
    int32_t waited = 0;
    for (; waited < count - 1 && waited < 64; waited++)
        if (JS_ToInt32(context, &ids[waited], values[waited + 1]))
            return JS_EXCEPTION;
    if (waited)
        return JS_NewInt32(context, asml_wait_any(ids, (size_t)waited, timeout));
    usleep((useconds_t)(timeout > 0 ? timeout : 0) * 1000);
    return JS_NewInt32(context, -1);
}

FUNCTION(response) {
    int32_t id;
    if (JS_ToInt32(context, &id, values[0]))
        return JS_EXCEPTION;
    struct asml_slice text = asml_response_of(id);
    return text.bytes ? JS_ParseJSON(context, text.bytes, text.length, "response") : JS_NULL;
}

FUNCTION(stream_start) {
    struct asml_slice type = text_of(context, values[0]);
    if (!type.bytes)
        return JS_EXCEPTION;
    int started = asml_stream_start(type.bytes) == 0;
    asmljs_host.answered |= started;
    return JS_NewBool(context, started);
}

FUNCTION(stream_write) {
    const char *held;
    struct asml_slice bytes = bytes_of(context, values[0], &held);
    if (!bytes.bytes)
        return JS_EXCEPTION;
    int written = asml_stream_write(bytes) == 0;
    JS_FreeCString(context, held);
    return JS_NewBool(context, written);
}

FUNCTION(stream_end) {
    return JS_NewBool(context, asml_stream_end() == 0);
}

static const JSCFunctionListEntry functions[] = {
    JS_CFUNC_DEF("install", 2, install),
    JS_CFUNC_DEF("event", 0, event),
    JS_CFUNC_DEF("respond", 1, respond),
    JS_CFUNC_DEF("fail", 2, fail),
    JS_CFUNC_DEF("log", 2, write_log),
    JS_CFUNC_DEF("remaining", 0, remaining),
    JS_CFUNC_DEF("context", 1, context_of),
    JS_CFUNC_DEF("environment", 0, environment),
    JS_CFUNC_DEF("call", 2, call),
    JS_CFUNC_DEF("wait", 1, wait_any),
    JS_CFUNC_DEF("response", 1, response),
    JS_CFUNC_DEF("streamStart", 1, stream_start),
    JS_CFUNC_DEF("streamWrite", 1, stream_write),
    JS_CFUNC_DEF("streamEnd", 0, stream_end),
};
#define FUNCTION_COUNT (int)(sizeof functions / sizeof *functions)

static int initialize(JSContext *context, JSModuleDef *module) {
    return JS_SetModuleExportList(context, module, functions, FUNCTION_COUNT);
}

JSModuleDef *asmljs_host_module(JSContext *context, const char *name) {
    JSModuleDef *module = JS_NewCModule(context, name, initialize);
    if (module)
        JS_AddModuleExportList(context, module, functions, FUNCTION_COUNT);
    return module;
}
