#include "CPictures.h"
#include "pause.h"
#include "png_messages.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

// No side of a PNG file is longer (PNG specification, third edition, §7.1).
static const uint32_t maximum_side = 0x7FFFFFFF;

struct vidimus_png_reader {
    png_structp png;
    png_infop info;
    const uint8_t *next;
    size_t remaining;
    uint32_t height;
    size_t row_bytes;
    // Of an interlaced picture: all its rows, and how many were handed out.
    bool is_interlaced;
    uint8_t *rows;
    uint32_t handed_out;
    char message[VIDIMUS_PNG_MESSAGE_BYTES];
};

static void read_bytes(png_structp png, png_bytep target, size_t count) {
    vidimus_png_reader *reader = png_get_io_ptr(png);
    if (count > reader->remaining) png_error(png, "the bytes end early");
    memcpy(target, reader->next, count);
    reader->next += count;
    reader->remaining -= count;
}

static bool read_header(vidimus_png_reader *reader, vidimus_png_facts *facts) {
    png_structp png = reader->png;
    if (setjmp(png_jmpbuf(png))) return false;
    png_set_user_limits(png, maximum_side, maximum_side);
    // Profiles and compressed texts cost memory and are not needed; -1 stands for all that are known.
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_read_fn(png, reader, read_bytes);
    png_read_info(png, reader->info);
    facts->width = png_get_image_width(png, reader->info);
    facts->height = png_get_image_height(png, reader->info);
    facts->is_interlaced = png_get_interlace_type(png, reader->info) != PNG_INTERLACE_NONE;
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, reader->info);
    facts->channels = png_get_channels(png, reader->info);
    reader->row_bytes = png_get_rowbytes(png, reader->info);
    if (png_get_bit_depth(png, reader->info) != 8 || reader->row_bytes != (size_t)facts->width * facts->channels)
        png_error(png, "its pixels have an unknown layout");
    reader->height = facts->height;
    reader->is_interlaced = facts->is_interlaced;
    return true;
}

vidimus_png_reader *vidimus_png_reader_open(
    const void *bytes, size_t count, vidimus_png_facts *facts, char message[VIDIMUS_PNG_MESSAGE_BYTES]) {
    vidimus_png_reader *reader = calloc(1, sizeof *reader);
    strcpy(message, "there is no memory to decode it");
    if (!reader) return NULL;
    reader->next = bytes;
    reader->remaining = count;
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader->message, vidimus_png_fail, vidimus_png_ignore);
    if (reader->png) reader->info = png_create_info_struct(reader->png);
    if (reader->info && read_header(reader, facts)) return reader;
    if (reader->info) memcpy(message, reader->message, VIDIMUS_PNG_MESSAGE_BYTES);
    vidimus_png_reader_close(reader);
    return NULL;
}

static void read_row(vidimus_png_reader *reader, uint8_t *row) {
    vidimus_pause_when_due();
    png_read_row(reader->png, row, NULL);
}

static bool read_all(vidimus_png_reader *reader) {
    reader->rows = malloc(reader->row_bytes * reader->height);
    if (!reader->rows) {
        strcpy(reader->message, "there is no memory for an interlaced picture");
        return false;
    }
    if (setjmp(png_jmpbuf(reader->png))) return false;
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++)
        for (uint32_t row = 0; row < reader->height; row++)
            read_row(reader, reader->rows + row * reader->row_bytes);
    return true;
}

bool vidimus_png_reader_row(vidimus_png_reader *reader, uint8_t *row) {
    if (reader->is_interlaced) {
        if (!reader->rows && !read_all(reader)) return false;
        memcpy(row, reader->rows + reader->handed_out * reader->row_bytes, reader->row_bytes);
        reader->handed_out += 1;
        return true;
    }
    if (setjmp(png_jmpbuf(reader->png))) return false;
    read_row(reader, row);
    return true;
}

const char *vidimus_png_reader_message(const vidimus_png_reader *reader) { return reader->message; }

void vidimus_png_reader_close(vidimus_png_reader *reader) {
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    free(reader->rows);
    free(reader);
}
