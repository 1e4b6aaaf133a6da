#include "CPictures.h"

#include <pango/pangocairo.h>
#include <stdlib.h>

struct vidimus_canvas {
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoContext *context;
    int width;
    int height;
};

int vidimus_font_family_count(void) {
    PangoFontFamily **families = NULL;
    int count = 0;
    pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
    g_free(families);
    return count;
}

vidimus_canvas *vidimus_canvas_open(int width, int height) {
    vidimus_canvas *canvas = calloc(1, sizeof *canvas);
    if (!canvas) return NULL;
    canvas->width = width;
    canvas->height = height;
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    canvas->cairo = cairo_create(canvas->surface);
    if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS) {
        vidimus_canvas_free(canvas);
        return NULL;
    }
    // The default font map belongs to the calling thread, which keeps its fonts for the next canvas.
    canvas->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
    // The same letters on every machine, whatever its desktop prefers.
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
    pango_cairo_context_set_font_options(canvas->context, options);
    cairo_font_options_destroy(options);
    cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
    cairo_paint(canvas->cairo);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
    return canvas;
}

void vidimus_canvas_colour(vidimus_canvas *canvas, double red, double green, double blue, double alpha) {
    cairo_set_source_rgba(canvas->cairo, red, green, blue, alpha);
}

void vidimus_canvas_move(vidimus_canvas *canvas, double x, double y) { cairo_move_to(canvas->cairo, x, y); }

void vidimus_canvas_line(vidimus_canvas *canvas, double x, double y) { cairo_line_to(canvas->cairo, x, y); }

void vidimus_canvas_arc(vidimus_canvas *canvas, double x, double y, double radius, double from, double to) {
    cairo_arc(canvas->cairo, x, y, radius, from, to);
}

void vidimus_canvas_close_path(vidimus_canvas *canvas) { cairo_close_path(canvas->cairo); }

void vidimus_canvas_fill(vidimus_canvas *canvas) { cairo_fill(canvas->cairo); }

void vidimus_canvas_stroke(vidimus_canvas *canvas, double width) {
    cairo_set_line_width(canvas->cairo, width);
    cairo_stroke(canvas->cairo);
}

static PangoLayout *layout(vidimus_canvas *canvas, const char *text, int count, const vidimus_text_style *style) {
    PangoLayout *layout = pango_layout_new(canvas->context);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, style->family);
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)style->weight);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    // Lines run from the left whatever the first letter is; scripts that run from the right do so within them.
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_alignment(
        layout,
        style->alignment == 2   ? PANGO_ALIGN_RIGHT
        : style->alignment == 1 ? PANGO_ALIGN_CENTER
                                : PANGO_ALIGN_LEFT);
    if (style->width >= 0) {
        pango_layout_set_width(layout, (int)(style->width * PANGO_SCALE));
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_height(layout, -style->lines);
    }
    pango_layout_set_text(layout, text, count);
    return layout;
}

void vidimus_canvas_measure(
    vidimus_canvas *canvas, const char *text, int count, const vidimus_text_style *style, double *width,
    double *height) {
    PangoLayout *measured = layout(canvas, text, count, style);
    int w = 0, h = 0;
    pango_layout_get_size(measured, &w, &h);
    *width = (double)w / PANGO_SCALE;
    *height = (double)h / PANGO_SCALE;
    g_object_unref(measured);
}

void vidimus_canvas_text(
    vidimus_canvas *canvas, const char *text, int count, const vidimus_text_style *style, double x, double y) {
    PangoLayout *drawn = layout(canvas, text, count, style);
    cairo_move_to(canvas->cairo, x, y);
    pango_cairo_show_layout(canvas->cairo, drawn);
    cairo_new_path(canvas->cairo);
    g_object_unref(drawn);
}

bool vidimus_canvas_row(vidimus_canvas *canvas, int y, uint8_t *row) {
    if (cairo_status(canvas->cairo) != CAIRO_STATUS_SUCCESS) return false;
    cairo_surface_flush(canvas->surface);
    const uint8_t *start = cairo_image_surface_get_data(canvas->surface);
    const uint32_t *pixels = (const uint32_t *)(start + (size_t)y * cairo_image_surface_get_stride(canvas->surface));
    for (int x = 0; x < canvas->width; x++) {
        row[3 * x] = (uint8_t)(pixels[x] >> 16);
        row[3 * x + 1] = (uint8_t)(pixels[x] >> 8);
        row[3 * x + 2] = (uint8_t)pixels[x];
    }
    return true;
}

void vidimus_canvas_free(vidimus_canvas *canvas) {
    if (canvas->context) g_object_unref(canvas->context);
    if (canvas->cairo) cairo_destroy(canvas->cairo);
    if (canvas->surface) cairo_surface_destroy(canvas->surface);
    free(canvas);
}
