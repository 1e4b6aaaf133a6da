#ifndef VIDIMUS_CPNG_SHIM_H
#define VIDIMUS_CPNG_SHIM_H

#include <png.h>

#endif
