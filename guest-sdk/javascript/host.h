/* The module "asml:host": what runtime.js asks of the host. */
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

JSModuleDef *asmljs_host_module(JSContext *context, const char *name);

#endif
