#include "CPictures.h"
#include "pause.h"
#include "png_messages.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

// Bytes of an IDAT chunk; small ones cost checksums and calls.
static const size_t chunk_bytes = 1 << 16;

struct vidimus_png_writer {
    png_structp png;
    png_infop info;
    bool has_header;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
    char message[VIDIMUS_PNG_MESSAGE_BYTES];
};

static void write_bytes(png_structp png, png_bytep source, size_t count) {
    vidimus_png_writer *writer = png_get_io_ptr(png);
    if (count > writer->capacity - writer->count) {
        size_t capacity = 2 * writer->capacity + count + chunk_bytes;
        uint8_t *bytes = realloc(writer->bytes, capacity);
        if (!bytes) png_error(png, "there is no memory to encode it");
        writer->bytes = bytes;
        writer->capacity = capacity;
    }
    memcpy(writer->bytes + writer->count, source, count);
    writer->count += count;
}

static void flush(png_structp png) { (void)png; }

static int filters(vidimus_png_filter filter) {
    switch (filter) {
    case vidimus_png_filter_none: return PNG_FILTER_NONE;
    case vidimus_png_filter_up: return PNG_FILTER_UP;
    case vidimus_png_filter_adaptive: return PNG_ALL_FILTERS;
    }
    return PNG_FILTER_NONE;
}

static bool begin(
    vidimus_png_writer *writer, uint32_t width, uint32_t height, int channels, int level, vidimus_png_filter filter) {
    static const int colour_types[] = {
        PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
    png_structp png = writer->png;
    if (setjmp(png_jmpbuf(png))) return false;
    png_set_write_fn(png, writer, write_bytes, flush);
    png_set_IHDR(
        png, writer->info, width, height, 8, colour_types[channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
        PNG_FILTER_TYPE_BASE);
    png_set_compression_level(png, level);
    png_set_compression_buffer_size(png, chunk_bytes);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, filters(filter));
    return true;
}

vidimus_png_writer *vidimus_png_writer_open(
    uint32_t width, uint32_t height, int channels, int level, vidimus_png_filter filter) {
    vidimus_png_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return NULL;
    writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer->message, vidimus_png_fail, vidimus_png_ignore);
    if (writer->png) writer->info = png_create_info_struct(writer->png);
    if (writer->info && begin(writer, width, height, channels, level, filter)) return writer;
    vidimus_png_writer_close(writer);
    return NULL;
}

bool vidimus_png_writer_text(vidimus_png_writer *writer, const char *key, const char *value) {
    if (setjmp(png_jmpbuf(writer->png))) return false;
    char none[] = "";
    png_text text = {
        .compression = PNG_ITXT_COMPRESSION_NONE,
        .key = (char *)key,
        .text = (char *)value,
        .lang = none,
        .lang_key = none,
    };
    png_set_text(writer->png, writer->info, &text, 1);
    return true;
}

bool vidimus_png_writer_row(vidimus_png_writer *writer, const uint8_t *row) {
    if (setjmp(png_jmpbuf(writer->png))) return false;
    if (!writer->has_header) {
        png_write_info(writer->png, writer->info);
        writer->has_header = true;
    }
    vidimus_pause_when_due();
    png_write_row(writer->png, row);
    return true;
}

bool vidimus_png_writer_finish(vidimus_png_writer *writer) {
    if (setjmp(png_jmpbuf(writer->png))) return false;
    png_write_end(writer->png, NULL);
    return true;
}

const uint8_t *vidimus_png_writer_bytes(const vidimus_png_writer *writer, size_t *count) {
    *count = writer->count;
    return writer->bytes;
}

const char *vidimus_png_writer_message(const vidimus_png_writer *writer) { return writer->message; }

void vidimus_png_writer_close(vidimus_png_writer *writer) {
    png_destroy_write_struct(&writer->png, &writer->info);
    free(writer->bytes);
    free(writer);
}
