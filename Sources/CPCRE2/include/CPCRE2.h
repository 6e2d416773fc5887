// Regular expressions by PCRE2, as Swift can call it: its functions are macros of the width of a
// character.
#ifndef CPCRE2_H
#define CPCRE2_H

#include <stdbool.h>
#include <stddef.h>

/// A compiled pattern and the memory of one search: for one thread at a time.
typedef struct cpcre2_pattern cpcre2_pattern;

typedef enum {
  CPCRE2_FOUND,
  CPCRE2_NOT_FOUND,
  /// The search took more steps than one text is worth.
  CPCRE2_GAVE_UP
} cpcre2_result;

/// Compiles a pattern of UTF-8; NULL where it is none, or where there is no memory. The problem's
/// words, and the byte where it was seen, are given then.
cpcre2_pattern *cpcre2_compile(const char *text, size_t length, bool folds_case, char *problem,
                               size_t problem_size, size_t *offset);

/// Offsets of bytes.
typedef struct {
  size_t start, end;
} cpcre2_range;

/// Looks for the pattern in bytes, which need not be UTF-8, from one of them on. Bounded in time and
/// in memory.
cpcre2_result cpcre2_find(cpcre2_pattern *pattern, const void *bytes, size_t length, size_t from,
                          cpcre2_range *found);

void cpcre2_free(cpcre2_pattern *pattern);

#endif
