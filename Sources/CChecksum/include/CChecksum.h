#pragma once

#include <stddef.h>
#include <stdint.h>

/// CRC32C (Castagnoli, RFC 3720 appendix B.4) of `count` bytes, continuing from `crc`.
///
/// Start with 0; the result of one call is the `crc` of the next. Uses the instruction of the
/// processor (SSE4.2, ARMv8 CRC) where there is one, a table otherwise.
uint32_t vidimus_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same by table, on every processor; the reference the fast paths are tested against.
uint32_t vidimus_crc32c_portable(uint32_t crc, const void *bytes, size_t count);

/// Name of what `vidimus_crc32c` uses here: "sse4.2", "armv8" or "table".
const char *vidimus_crc32c_implementation(void);
