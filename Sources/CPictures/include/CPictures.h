#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A narrow face of libpng, cairo and pango. libpng reports errors by longjmp, which must not cross Swift's frames, and
// the headers of glib have macros that Swift can't import; so neither is visible here. Nothing is thread safe by itself:
// each reader, writer and canvas belongs to one thread at a time, different ones to any threads.

/// Room for a message of libpng with its closing zero.
#define VIDIMUS_PNG_MESSAGE_BYTES 200

/// Reads the rows of a PNG file in memory as 8-bit grey, grey and alpha, RGB or RGBA, from top to bottom.
typedef struct vidimus_png_reader vidimus_png_reader;

/// What `vidimus_png_reader_open` found.
typedef struct {
    uint32_t width;
    uint32_t height;
    /// Bytes of a pixel, 1…4. Palettes and single transparent colours are resolved, 16 bits are rounded to 8.
    int channels;
    /// Whether the first call for a row decodes the whole picture into memory.
    bool is_interlaced;
} vidimus_png_facts;

/// Opens the file; `bytes` must stay until the reader is closed. Returns null and a message if it can't be read.
vidimus_png_reader *vidimus_png_reader_open(
    const void *bytes, size_t count, vidimus_png_facts *facts, char message[VIDIMUS_PNG_MESSAGE_BYTES]);

/// Puts the next row into `row`, which has room for `width * channels` bytes; false if it can't be read.
bool vidimus_png_reader_row(vidimus_png_reader *reader, uint8_t *row);

/// What went wrong last.
const char *vidimus_png_reader_message(const vidimus_png_reader *reader);

void vidimus_png_reader_close(vidimus_png_reader *reader);

/// Makes a PNG file in memory, 8 bits a channel, not interlaced.
typedef struct vidimus_png_writer vidimus_png_writer;

/// Which filters the rows are tried with.
typedef enum {
    /// None, which suits flat colours.
    vidimus_png_filter_none,
    /// The difference to the row above.
    vidimus_png_filter_up,
    /// The best of five by libpng's own guess.
    vidimus_png_filter_adaptive,
} vidimus_png_filter;

/// Begins a file; null when there is no memory. `level` is zlib's, 1…9.
vidimus_png_writer *vidimus_png_writer_open(
    uint32_t width, uint32_t height, int channels, int level, vidimus_png_filter filter);

/// Adds an iTXt chunk before the first row; both texts end with a zero, the key is Latin-1, the value UTF-8.
bool vidimus_png_writer_text(vidimus_png_writer *writer, const char *key, const char *value);

/// Adds a row of `width * channels` bytes.
bool vidimus_png_writer_row(vidimus_png_writer *writer, const uint8_t *row);

/// Ends the file after the last row.
bool vidimus_png_writer_finish(vidimus_png_writer *writer);

/// The file so far; valid until the next call with this writer.
const uint8_t *vidimus_png_writer_bytes(const vidimus_png_writer *writer, size_t *count);

/// What went wrong last.
const char *vidimus_png_writer_message(const vidimus_png_writer *writer);

void vidimus_png_writer_close(vidimus_png_writer *writer);

/// An opaque picture in memory to draw on; coordinates are pixels from the upper left corner.
typedef struct vidimus_canvas vidimus_canvas;

/// How a text is set.
typedef struct {
    /// Names of fonts in order of preference, separated by commas, with a closing zero.
    const char *family;
    /// Height of the font in pixels.
    double size;
    /// 400 is regular, 700 is bold.
    int weight;
    /// Pixels a line may take; below 0 without limit.
    double width;
    /// Lines the text may take, the last one ending with an ellipsis; 1 doesn't wrap.
    int lines;
    /// 0 left, 1 centre, 2 right; within `width`.
    int alignment;
} vidimus_text_style;

/// How many families of fonts the system has.
int vidimus_font_family_count(void);

/// Makes a white picture; null when there is no memory for it.
vidimus_canvas *vidimus_canvas_open(int width, int height);

/// Sets the colour of what follows; parts are 0…1.
void vidimus_canvas_colour(vidimus_canvas *canvas, double red, double green, double blue, double alpha);

void vidimus_canvas_move(vidimus_canvas *canvas, double x, double y);
void vidimus_canvas_line(vidimus_canvas *canvas, double x, double y);
/// Adds an arc, clockwise; angles are radians from the right.
void vidimus_canvas_arc(vidimus_canvas *canvas, double x, double y, double radius, double from, double to);
void vidimus_canvas_close_path(vidimus_canvas *canvas);
/// Fills the path and forgets it.
void vidimus_canvas_fill(vidimus_canvas *canvas);
/// Draws along the path with round joints and forgets it.
void vidimus_canvas_stroke(vidimus_canvas *canvas, double width);

/// Measures a text of `count` bytes of UTF-8.
void vidimus_canvas_measure(
    vidimus_canvas *canvas, const char *text, int count, const vidimus_text_style *style, double *width,
    double *height);

/// Draws a text of `count` bytes of UTF-8 with its upper left corner at (x, y).
void vidimus_canvas_text(
    vidimus_canvas *canvas, const char *text, int count, const vidimus_text_style *style, double x, double y);

/// Copies row `y` as RGB, 3 bytes a pixel; false after a failed drawing.
bool vidimus_canvas_row(vidimus_canvas *canvas, int y, uint8_t *row);

void vidimus_canvas_free(vidimus_canvas *canvas);
