#include "png_messages.h"

#include "CPictures.h"

#include <string.h>

void vidimus_png_fail(png_structp png, png_const_charp text) {
    char *message = png_get_error_ptr(png);
    strncpy(message, text, VIDIMUS_PNG_MESSAGE_BYTES - 1);
    message[VIDIMUS_PNG_MESSAGE_BYTES - 1] = 0;
    png_longjmp(png, 1);
}

void vidimus_png_ignore(png_structp png, png_const_charp text) {
    (void)png;
    (void)text;
}
