// QuickJS as a command: evaluates the script named by the first argument, else standard input.
// `print` and `console.log` write their arguments, separated by spaces, as one line.

#include "quickjs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static JSValue print(JSContext *context, JSValueConst this_value, int count,
                     JSValueConst *arguments) {
    (void)this_value;
    for (int i = 0; i < count; i++) {
        size_t length;
        const char *text = JS_ToCStringLen(context, &length, arguments[i]);
        if (text == NULL) {
            return JS_EXCEPTION;
        }
        if (i > 0) {
            putchar(' ');
        }
        fwrite(text, 1, length, stdout);
        JS_FreeCString(context, text);
    }
    putchar('\n');
    return JS_UNDEFINED;
}

static void define_globals(JSContext *context) {
    JSValue global = JS_GetGlobalObject(context);
    JSValue console = JS_NewObject(context);
    JS_SetPropertyStr(context, console, "log", JS_NewCFunction(context, print, "log", 1));
    JS_SetPropertyStr(context, global, "console", console);
    JS_SetPropertyStr(context, global, "print", JS_NewCFunction(context, print, "print", 1));
    JS_FreeValue(context, global);
}

// All of a file and a zero behind it, which JS_Eval asks for; NULL when it cannot be read.
static char *read_all(FILE *file, size_t *length) {
    size_t capacity = 1 << 16;
    char *text = malloc(capacity);
    *length = 0;
    while (text != NULL) {
        size_t count = fread(text + *length, 1, capacity - *length - 1, file);
        *length += count;
        if (count == 0) {
            text[*length] = 0;
            break;
        }
        if (capacity - *length < 2) {
            capacity *= 2;
            char *larger = realloc(text, capacity);
            if (larger == NULL) {
                free(text);
            }
            text = larger;
        }
    }
    if (text != NULL && ferror(file)) {
        free(text);
        text = NULL;
    }
    return text;
}

// The exception and its stack on standard error.
static int report(JSContext *context) {
    JSValue exception = JS_GetException(context);
    const char *text = JS_ToCString(context, exception);
    fprintf(stderr, "%s\n", text != NULL ? text : "(an exception without a text)");
    JS_FreeCString(context, text);
    if (JS_IsError(context, exception)) {
        JSValue stack = JS_GetPropertyStr(context, exception, "stack");
        const char *lines = JS_ToCString(context, stack);
        fprintf(stderr, "%s", lines != NULL ? lines : "");
        JS_FreeCString(context, lines);
        JS_FreeValue(context, stack);
    }
    JS_FreeValue(context, exception);
    return 1;
}

// What promises have left to do, until nothing is left.
static int run_jobs(JSRuntime *runtime) {
    for (;;) {
        JSContext *context;
        int result = JS_ExecutePendingJob(runtime, &context);
        if (result <= 0) {
            return result < 0 ? report(context) : 0;
        }
    }
}

int main(int count, char **arguments) {
    const char *name = count > 1 ? arguments[1] : "<stdin>";
    FILE *file = count > 1 ? fopen(name, "rb") : stdin;
    size_t length;
    char *script = file != NULL ? read_all(file, &length) : NULL;
    if (script == NULL) {
        perror(name);
        return 1;
    }
    JSRuntime *runtime = JS_NewRuntime();
    JSContext *context = JS_NewContext(runtime);
    define_globals(context);

    JSValue result = JS_Eval(context, script, length, name, JS_EVAL_TYPE_GLOBAL);
    int status = JS_IsException(result) ? report(context) : run_jobs(runtime);
    JS_FreeValue(context, result);
    free(script);
    JS_FreeContext(context);
    JS_FreeRuntime(runtime);
    return status;
}
