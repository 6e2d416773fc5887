#define _GNU_SOURCE
#include "CProgramCode.h"

#ifdef __linux__
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// The program comes first. Source: dl_iterate_phdr(3).
static int give_back(struct dl_phdr_info *program, size_t size, void *given) {
  (void)size;
  const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (size_t index = 0; index < program->dlpi_phnum; index++) {
    const ElfW(Phdr) *part = &program->dlpi_phdr[index];
    // What is read and run, and never written, is the file: there is nothing in it to be lost.
    if (part->p_type != PT_LOAD || part->p_flags != (PF_R | PF_X)) continue;
    const uintptr_t start = program->dlpi_addr + part->p_vaddr;
    const uintptr_t first = start / page * page;
    const uintptr_t end = (start + part->p_filesz + page - 1) / page * page;
    if (madvise((void *)first, end - first, MADV_DONTNEED) == 0) *(size_t *)given += end - first;
  }
  return 1;
}

size_t program_code_give_back(void) {
  size_t given = 0;
  dl_iterate_phdr(give_back, &given);
  return given;
}
#else
size_t program_code_give_back(void) { return 0; }
#endif
