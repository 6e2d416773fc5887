// Waiting for sockets, and waking who waits: epoll and an eventfd, kqueue and a pipe on macOS.
// Swift's Glibc module has neither epoll nor its constants.
#ifndef SOCKET_POLL_H
#define SOCKET_POLL_H

#include <stdbool.h>
#include <stdint.h>

enum socket_poll_interest {
  SOCKET_POLL_READING = 1,
  SOCKET_POLL_WRITING = 2,
};

struct socket_poll_event {
  int32_t socket;
  /// A set of `socket_poll_interest`. An error and a hang-up are found out by reading, and by
  /// writing where nothing was to be read.
  uint32_t ready;
};

/// A descriptor to wait with, to be closed by who asks; below 0 where there is none (errno).
int socket_poll_open(void);

/// Watches a socket for what it was not watched for before; no more, where that is nothing.
void socket_poll_watch(int poll, int socket, unsigned before, unsigned now);

/// How many sockets are ready; milliseconds below 0 wait for ever.
int socket_poll_wait(int poll, struct socket_poll_event *events, int count, int milliseconds);

/// Two descriptors, which may be one: what is told the second can be read from the first. False
/// where there are none (errno).
bool socket_alarm_open(int *reader, int *writer);

#endif
