// The decoders of zlib, brotli and zstd behind one shape: Swift cannot call zlib's macros, and the
// three libraries count their bytes in three ways.
#ifndef CCOMPRESSION_H
#define CCOMPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  // A member of RFC 1952, with its check and its length.
  CCOMPRESSION_GZIP,
  // In the frame of RFC 1950, with its check.
  CCOMPRESSION_ZLIB,
  // As of RFC 1951, without a frame.
  CCOMPRESSION_DEFLATE,
  // As of RFC 7932.
  CCOMPRESSION_BROTLI,
  // A frame of RFC 8878, with its check if it has one, or a skippable one.
  CCOMPRESSION_ZSTD
} CCompressionFormat;

typedef enum {
  // Whatever can come out has come out.
  CCOMPRESSION_NEEDS_INPUT,
  // More may come out without more input.
  CCOMPRESSION_IS_FULL,
  // The member or frame is whole; what follows it in the input has not been consumed.
  CCOMPRESSION_IS_WHOLE,
  // Also without memory.
  CCOMPRESSION_IS_DAMAGED
} CCompressionStatus;

typedef struct {
  size_t consumed, produced;
  CCompressionStatus status;
} CCompressionStep;

typedef struct CCompressionDecoder CCompressionDecoder;

// Whether a format is built in.
bool ccompression_knows(CCompressionFormat format);

// Null without memory, and for a format that is not built in.
CCompressionDecoder *ccompression_open(CCompressionFormat format);

// Decodes no more than the capacity, which is not zero. Not to be called after WHOLE, unless
// restarted, nor after DAMAGED.
CCompressionStep ccompression_step(
    CCompressionDecoder *decoder, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity);

// Another member or frame follows; brotli has none. False without memory.
bool ccompression_restart(CCompressionDecoder *decoder);

void ccompression_close(CCompressionDecoder *decoder);

// The other way round, as one member of RFC 1952.
typedef struct CCompressionEncoder CCompressionEncoder;

typedef enum {
  // What comes out is what is convenient.
  CCOMPRESSION_GOES_ON,
  // All that went in can be read from what comes out.
  CCOMPRESSION_FLUSHES,
  // The member's end.
  CCOMPRESSION_ENDS
} CCompressionMode;

// Null without memory.
CCompressionEncoder *ccompression_encoder_open(void);

// To be called again with the rest of the input while it is FULL.
CCompressionStep ccompression_encode(
    CCompressionEncoder *encoder, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity, CCompressionMode mode);

void ccompression_encoder_close(CCompressionEncoder *encoder);

#endif
