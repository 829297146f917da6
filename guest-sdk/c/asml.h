/* Functions for `asml` in C: everything a function needs, in headers alone, with a C library or
 * without one. README.md has the guide.
 *
 *   #include "asml.h"
 *
 *   ASML_HANDLER(handler) {
 *       struct asml_request request;
 *       if (asml_request_parse(asml_event(), &request))
 *           return asml_fail("Function.InvalidEvent", "no HTTP request");
 *       struct asml_response response = asml_html(ASML_TEXT("<h1>Hello</h1>"));
 *       return asml_send(&response, &request);
 *   }
 *
 * Memory that these functions hand out lasts until the invocation's end. */
#ifndef ASML_H
#define ASML_H

#include "asml/base64.h"
#include "asml/events.h"
#include "asml/function.h"
#include "asml/imports.h"
#include "asml/io.h"
#include "asml/json.h"
#include "asml/json_number.h"
#include "asml/memory.h"
#include "asml/request.h"
#include "asml/response.h"
#include "asml/text.h"

#endif
