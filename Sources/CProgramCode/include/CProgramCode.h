// The pages of the program's own code that are in its memory.
#ifndef CPROGRAMCODE_H
#define CPROGRAMCODE_H

#include <stddef.h>

/// Gives back the pages of the program's code, without its libraries'. What runs after that comes
/// back by itself, out of the file.
///
/// Returns how many bytes are mapped as code; 0 where nothing was given back.
size_t program_code_give_back(void);

#endif
