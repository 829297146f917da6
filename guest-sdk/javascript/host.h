/* What the parts of the engine know of each other. */
#ifndef ASMLJS_HOST_H
#define ASMLJS_HOST_H

#include "quickjs.h"

/* Of one instance. */
struct asmljs_host {
    JSValue invoke; /* runtime.js: (handler's name) => starts it */
    JSValue wait;   /* runtime.js: () => whether there is anything to wait for */
    int answered;   /* in the invocation under way */
};
extern struct asmljs_host asmljs_host;

/* For JS_SetModuleLoaderFunc. */
char *asmljs_module_name(JSContext *context, const char *base, const char *name, void *data);
JSModuleDef *asmljs_module(JSContext *context, const char *name, void *data);
JSModuleDef *asmljs_host_module(JSContext *context, const char *name);

#endif
