#define PCRE2_CODE_UNIT_WIDTH 8
#include "CPCRE2.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>

struct cpcre2_pattern {
  pcre2_code *code;
  pcre2_match_data *data;
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
};

// Steps: about a millisecond of one core, for patterns that try every way to match.
static const uint32_t most_steps = 100000;
// Without the compiler to machine code, in KiB.
static const uint32_t most_heap = 8192;
static const size_t smallest_stack = 32 << 10, largest_stack = 1 << 20;

cpcre2_pattern *cpcre2_compile(const char *text, size_t length, bool folds_case, char *problem,
                               size_t problem_size, size_t *offset) {
  // Invalid UTF-8 matches nothing; a pattern can't look at half a character; \u00e9 as in JavaScript.
  uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF | PCRE2_NEVER_BACKSLASH_C |
                     PCRE2_ALT_BSUX | (folds_case ? PCRE2_CASELESS : 0);
  int code;
  cpcre2_pattern *pattern = calloc(1, sizeof *pattern);
  if (pattern == NULL) return NULL;
  pattern->code = pcre2_compile((PCRE2_SPTR)text, length, options, &code, offset, NULL);
  if (pattern->code == NULL) {
    pcre2_get_error_message(code, (PCRE2_UCHAR *)problem, problem_size);
    cpcre2_free(pattern);
    return NULL;
  }
  pattern->data = pcre2_match_data_create(1, NULL);
  pattern->context = pcre2_match_context_create(NULL);
  if (pattern->data == NULL || pattern->context == NULL) {
    cpcre2_free(pattern);
    return NULL;
  }
  pcre2_set_match_limit(pattern->context, most_steps);
  pcre2_set_heap_limit(pattern->context, most_heap);
  // Where machine code can't be made, the pattern is interpreted.
  if (pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0) {
    pattern->stack = pcre2_jit_stack_create(smallest_stack, largest_stack, NULL);
    if (pattern->stack != NULL) pcre2_jit_stack_assign(pattern->context, NULL, pattern->stack);
  }
  return pattern;
}

cpcre2_result cpcre2_find(cpcre2_pattern *pattern, const void *bytes, size_t length, size_t from,
                          cpcre2_range *found) {
  int result =
      pcre2_match(pattern->code, bytes, length, from, 0, pattern->data, pattern->context);
  if (result < 0) return result == PCRE2_ERROR_NOMATCH ? CPCRE2_NOT_FOUND : CPCRE2_GAVE_UP;
  const size_t *offsets = pcre2_get_ovector_pointer(pattern->data);
  *found = (cpcre2_range){offsets[0], offsets[1]};
  return CPCRE2_FOUND;
}

void cpcre2_free(cpcre2_pattern *pattern) {
  pcre2_jit_stack_free(pattern->stack);
  pcre2_match_context_free(pattern->context);
  pcre2_match_data_free(pattern->data);
  pcre2_code_free(pattern->code);
  free(pattern);
}
