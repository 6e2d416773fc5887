#include "CYAML.h"

#include <stdlib.h>
#include <yaml.h>

struct CYAMLParser {
  yaml_parser_t parser;
  yaml_event_t event;
  bool has_event;
  CYAMLEvent last;
};

CYAMLParser *cyaml_open(const unsigned char *bytes, size_t length) {
  CYAMLParser *self = calloc(1, sizeof(*self));
  if (self == NULL) return NULL;
  if (!yaml_parser_initialize(&self->parser)) {
    free(self);
    return NULL;
  }
  yaml_parser_set_input_string(&self->parser, bytes, length);
  return self;
}

void cyaml_close(CYAMLParser *self) {
  if (self == NULL) return;
  if (self->has_event) yaml_event_delete(&self->event);
  yaml_parser_delete(&self->parser);
  free(self);
}

static const char *text_or_empty(const yaml_char_t *text) {
  return text == NULL ? "" : (const char *)text;
}

static CYAMLEvent failure(const yaml_parser_t *parser) {
  CYAMLEvent event = {.kind = CYAML_FAILURE, .anchor = "", .tag = ""};
  event.problem = parser->problem == NULL ? "it cannot be read" : parser->problem;
  event.line = parser->problem_mark.line + 1;
  event.column = parser->problem_mark.column + 1;
  return event;
}

static CYAMLEvent converted(const yaml_event_t *event) {
  CYAMLEvent result = {.anchor = "", .tag = "", .problem = ""};
  result.line = event->start_mark.line + 1;
  result.column = event->start_mark.column + 1;
  switch (event->type) {
  case YAML_SCALAR_EVENT:
    result.kind = CYAML_SCALAR;
    result.text = event->data.scalar.value;
    result.length = event->data.scalar.length;
    result.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    result.anchor = text_or_empty(event->data.scalar.anchor);
    result.tag = text_or_empty(event->data.scalar.tag);
    break;
  case YAML_ALIAS_EVENT:
    result.kind = CYAML_ALIAS;
    result.anchor = text_or_empty(event->data.alias.anchor);
    break;
  case YAML_SEQUENCE_START_EVENT:
    result.kind = CYAML_SEQUENCE_START;
    result.anchor = text_or_empty(event->data.sequence_start.anchor);
    break;
  case YAML_MAPPING_START_EVENT:
    result.kind = CYAML_MAPPING_START;
    result.anchor = text_or_empty(event->data.mapping_start.anchor);
    break;
  case YAML_SEQUENCE_END_EVENT:
    result.kind = CYAML_SEQUENCE_END;
    break;
  case YAML_MAPPING_END_EVENT:
    result.kind = CYAML_MAPPING_END;
    break;
  default:
    result.kind = CYAML_END;
    break;
  }
  return result;
}

static bool says_nothing(yaml_event_type_t type) {
  return type == YAML_NO_EVENT || type == YAML_STREAM_START_EVENT ||
         type == YAML_DOCUMENT_START_EVENT;
}

CYAMLEvent cyaml_next(CYAMLParser *self) {
  if (self->last.kind == CYAML_FAILURE || (self->has_event && self->last.kind == CYAML_END)) {
    return self->last;
  }
  do {
    if (self->has_event) yaml_event_delete(&self->event);
    self->has_event = false;
    if (!yaml_parser_parse(&self->parser, &self->event)) {
      self->last = failure(&self->parser);
      return self->last;
    }
    self->has_event = true;
  } while (says_nothing(self->event.type));
  self->last = converted(&self->event);
  return self->last;
}
