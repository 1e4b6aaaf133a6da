#ifndef VIDIMUS_CPANGO_SHIM_H
#define VIDIMUS_CPANGO_SHIM_H

#include <pango/pangocairo.h>

#endif
