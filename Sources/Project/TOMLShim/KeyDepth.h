/* Dotted keys make a table for each dot, and toml++ limits only brackets. */
#ifndef TOML_KEY_DEPTH_H
#define TOML_KEY_DEPTH_H

#include <string_view>

#include "TOMLShim.h"

/* Where a key has more parts than `limit`; line 0 when none has. Looks at the text before toml++
 * does, and is exact up to its first error. */
TOMLShimPlace deepKey(std::string_view text, unsigned limit);

#endif
