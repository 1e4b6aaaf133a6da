#pragma once

#include <png.h>

// What libpng calls when something is wrong, for reader and writer alike; their error pointer is a buffer of
// VIDIMUS_PNG_MESSAGE_BYTES. Not part of the target's face: Swift never sees libpng.

/// Keeps the message and returns to the last `setjmp`.
PNG_NORETURN void vidimus_png_fail(png_structp png, png_const_charp text);

/// Drops a warning: what libpng can go on with is no concern of anybody.
void vidimus_png_ignore(png_structp png, png_const_charp text);
