#include "CCompression.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
#include <brotli/decode.h>
#include <zstd.h>
#endif

// How far back a frame may point, as a power of two: no more than 8 MiB, which every receiver has
// to grant and no sender may exceed. Source: RFC 9659, 3. Zstd's own limit is 128 MiB.
#define WINDOW_LOG 23

struct CCompressionDecoder {
  CCompressionFormat format;
  // Before the first block of a gzip member.
  bool in_head;
  union {
    z_stream zlib;
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
    BrotliDecoderState *brotli;
    ZSTD_DCtx *zstd;
#endif
  };
};

// MARK: zlib

// The check of a head is passed over: it says nothing of the body, and nobody has to look at it.
// Source: RFC 1952, 2.3.1.2.
static void start_member(CCompressionDecoder *self) {
  self->in_head = self->format == CCOMPRESSION_GZIP;
  if (self->in_head) inflateValidate(&self->zlib, 0);
}

// Reads on to the end of a head, if in one, and from there on with the checks.
static int inflate_step(CCompressionDecoder *self) {
  if (!self->in_head) return inflate(&self->zlib, Z_NO_FLUSH);
  int code = inflate(&self->zlib, Z_BLOCK);
  // Zlib's mark for "before the first block".
  bool is_past = code == Z_OK && (self->zlib.data_type & 128) != 0;
  if (!is_past) return code;
  self->in_head = false;
  inflateValidate(&self->zlib, 1);
  return inflate(&self->zlib, Z_NO_FLUSH);
}

static bool open_zlib(CCompressionDecoder *self) {
  // Of its own: 16 more asks for gzip's frame, a negative number for none.
  int bits = MAX_WBITS;
  if (self->format == CCOMPRESSION_GZIP) bits += 16;
  if (self->format == CCOMPRESSION_DEFLATE) bits = -bits;
  if (inflateInit2(&self->zlib, bits) != Z_OK) return false;
  start_member(self);
  return true;
}

static CCompressionStatus zlib_status(int code, const z_stream *stream) {
  switch (code) {
  case Z_STREAM_END:
    return CCOMPRESSION_IS_WHOLE;
  case Z_OK:
  // It could do nothing: not an error.
  case Z_BUF_ERROR:
    return stream->avail_out == 0 ? CCOMPRESSION_IS_FULL : CCOMPRESSION_NEEDS_INPUT;
  // Also `Z_NEED_DICT`: nobody has said which.
  default:
    return CCOMPRESSION_IS_DAMAGED;
  }
}

static void lend(
    z_stream *stream, const uint8_t *input, size_t length, uint8_t *output, size_t capacity) {
  // Without `ZLIB_CONST` zlib takes it for its own, and leaves it as it is all the same.
  stream->next_in = (Bytef *)input;
  stream->avail_in = length > UINT_MAX ? UINT_MAX : (uInt)length;
  stream->next_out = output;
  stream->avail_out = capacity > UINT_MAX ? UINT_MAX : (uInt)capacity;
}

/// What became of that.
static CCompressionStep step_of(
    int code, const z_stream *stream, const uint8_t *input, const uint8_t *output) {
  return (CCompressionStep){
      .consumed = (size_t)(stream->next_in - input),
      .produced = (size_t)(stream->next_out - output),
      .status = zlib_status(code, stream)};
}

static CCompressionStep step_zlib(
    CCompressionDecoder *self, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity) {
  lend(&self->zlib, input, length, output, capacity);
  int code = inflate_step(self);
  return step_of(code, &self->zlib, input, output);
}

#ifdef CCOMPRESSION_BROTLI_AND_ZSTD

// MARK: brotli

static CCompressionStatus brotli_status(BrotliDecoderResult result) {
  switch (result) {
  case BROTLI_DECODER_RESULT_SUCCESS:
    return CCOMPRESSION_IS_WHOLE;
  case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
    return CCOMPRESSION_NEEDS_INPUT;
  case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
    return CCOMPRESSION_IS_FULL;
  default:
    return CCOMPRESSION_IS_DAMAGED;
  }
}

static CCompressionStep step_brotli(
    BrotliDecoderState *state, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity) {
  size_t available = length;
  size_t room = capacity;
  BrotliDecoderResult result =
      BrotliDecoderDecompressStream(state, &available, &input, &room, &output, NULL);
  return (CCompressionStep){
      .consumed = length - available,
      .produced = capacity - room,
      .status = brotli_status(result)};
}

// MARK: zstd

static bool open_zstd(CCompressionDecoder *self) {
  self->zstd = ZSTD_createDCtx();
  if (self->zstd == NULL) return false;
  size_t code = ZSTD_DCtx_setParameter(self->zstd, ZSTD_d_windowLogMax, WINDOW_LOG);
  if (!ZSTD_isError(code)) return true;
  ZSTD_freeDCtx(self->zstd);
  return false;
}

static CCompressionStatus zstd_status(size_t code, const ZSTD_outBuffer *output) {
  if (ZSTD_isError(code)) return CCOMPRESSION_IS_DAMAGED;
  if (code == 0) return CCOMPRESSION_IS_WHOLE;
  return output->pos == output->size ? CCOMPRESSION_IS_FULL : CCOMPRESSION_NEEDS_INPUT;
}

static CCompressionStep step_zstd(
    ZSTD_DCtx *context, const uint8_t *input, size_t length, uint8_t *output, size_t capacity) {
  ZSTD_inBuffer in = {.src = input, .size = length};
  ZSTD_outBuffer out = {.dst = output, .size = capacity};
  size_t code = ZSTD_decompressStream(context, &out, &in);
  return (CCompressionStep){
      .consumed = in.pos, .produced = out.pos, .status = zstd_status(code, &out)};
}

#endif

// MARK: All of them

bool ccompression_knows(CCompressionFormat format) {
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
  return format <= CCOMPRESSION_ZSTD;
#else
  return format <= CCOMPRESSION_DEFLATE;
#endif
}

static bool open_format(CCompressionDecoder *self) {
  switch (self->format) {
  case CCOMPRESSION_GZIP:
  case CCOMPRESSION_ZLIB:
  case CCOMPRESSION_DEFLATE:
    return open_zlib(self);
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
  case CCOMPRESSION_BROTLI:
    self->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    return self->brotli != NULL;
  case CCOMPRESSION_ZSTD:
    return open_zstd(self);
#endif
  default:
    return false;
  }
}

CCompressionDecoder *ccompression_open(CCompressionFormat format) {
  CCompressionDecoder *self = calloc(1, sizeof(*self));
  if (self == NULL) return NULL;
  self->format = format;
  if (open_format(self)) return self;
  free(self);
  return NULL;
}

CCompressionStep ccompression_step(
    CCompressionDecoder *self, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity) {
  switch (self->format) {
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
  case CCOMPRESSION_BROTLI:
    return step_brotli(self->brotli, input, length, output, capacity);
  case CCOMPRESSION_ZSTD:
    return step_zstd(self->zstd, input, length, output, capacity);
#endif
  default:
    return step_zlib(self, input, length, output, capacity);
  }
}

bool ccompression_restart(CCompressionDecoder *self) {
  switch (self->format) {
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
  case CCOMPRESSION_BROTLI:
    return false;
  case CCOMPRESSION_ZSTD:
    return !ZSTD_isError(ZSTD_DCtx_reset(self->zstd, ZSTD_reset_session_only));
#endif
  default:
    if (inflateReset(&self->zlib) != Z_OK) return false;
    start_member(self);
    return true;
  }
}

void ccompression_close(CCompressionDecoder *self) {
  if (self == NULL) return;
  switch (self->format) {
#ifdef CCOMPRESSION_BROTLI_AND_ZSTD
  case CCOMPRESSION_BROTLI:
    BrotliDecoderDestroyInstance(self->brotli);
    break;
  case CCOMPRESSION_ZSTD:
    ZSTD_freeDCtx(self->zstd);
    break;
#endif
  default:
    inflateEnd(&self->zlib);
    break;
  }
  free(self);
}

// MARK: The other way round

struct CCompressionEncoder {
  z_stream zlib;
};

// Of nine: a capture is written where a stream is read, so as fast as may be. The third makes text
// a quarter larger than the sixth does, in a third of its time.
#define LEVEL 3

CCompressionEncoder *ccompression_encoder_open(void) {
  CCompressionEncoder *self = calloc(1, sizeof(*self));
  if (self == NULL) return NULL;
  int code =
      deflateInit2(&self->zlib, LEVEL, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  if (code == Z_OK) return self;
  free(self);
  return NULL;
}

CCompressionStep ccompression_encode(
    CCompressionEncoder *self, const uint8_t *input, size_t length, uint8_t *output,
    size_t capacity, CCompressionMode mode) {
  static const int flushes[] = {Z_NO_FLUSH, Z_SYNC_FLUSH, Z_FINISH};
  lend(&self->zlib, input, length, output, capacity);
  int code = deflate(&self->zlib, flushes[mode]);
  return step_of(code, &self->zlib, input, output);
}

void ccompression_encoder_close(CCompressionEncoder *self) {
  if (self == NULL) return;
  deflateEnd(&self->zlib);
  free(self);
}
