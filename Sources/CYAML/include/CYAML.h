// libyaml's parser as a stream of plain values: Swift cannot name its unions' members safely, and
// nobody else needs to know of them.
#ifndef CYAML_H
#define CYAML_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
  CYAML_END,
  CYAML_SCALAR,
  CYAML_ALIAS,
  CYAML_SEQUENCE_START,
  CYAML_SEQUENCE_END,
  CYAML_MAPPING_START,
  CYAML_MAPPING_END,
  CYAML_FAILURE
} CYAMLKind;

typedef struct {
  CYAMLKind kind;
  // Of a scalar: its text, in UTF-8, without a zero at its end. Valid until the next event.
  const unsigned char *text;
  size_t length;
  // Written without quotes, so that its form says its type.
  bool is_plain;
  // Empty without one. Of an alias the anchor that it names.
  const char *anchor;
  // The whole tag, `tag:yaml.org,2002:str`; empty without one.
  const char *tag;
  // Of a failure: what is wrong, and where, counted from 1.
  const char *problem;
  size_t line, column;
} CYAMLEvent;

typedef struct CYAMLParser CYAMLParser;

// Null without memory. The bytes must outlive the parser.
CYAMLParser *cyaml_open(const unsigned char *bytes, size_t length);

// The next event of the first document; after END or FAILURE the same again.
CYAMLEvent cyaml_next(CYAMLParser *parser);

void cyaml_close(CYAMLParser *parser);

#endif
