// Modules by their names: the function's scripts, and those of the engine.

#include "asmljs.h"
#include "host.h"

#include <stdlib.h>
#include <string.h>

static const char runtime_text[] = {
#embed "runtime.js" suffix(, )
    0};

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

JSModuleDef *asmljs_module(JSContext *in, const char *name, void *data) {
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
char *asmljs_module_name(JSContext *in, const char *base, const char *name, void *data) {
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
