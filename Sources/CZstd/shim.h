#ifndef VIDIMUS_CZSTD_SHIM_H
#define VIDIMUS_CZSTD_SHIM_H

#include <zstd.h>

#endif
