#define _GNU_SOURCE
#include "SocketPoll.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>

int socket_poll_open(void) { return epoll_create1(EPOLL_CLOEXEC); }

void socket_poll_watch(int poll, int socket, unsigned before, unsigned now) {
  struct epoll_event event = {.data.fd = socket};
  if (now & SOCKET_POLL_READING) event.events |= EPOLLIN;
  if (now & SOCKET_POLL_WRITING) event.events |= EPOLLOUT;
  if (now == 0) {
    epoll_ctl(poll, EPOLL_CTL_DEL, socket, &event);
    return;
  }
  // A socket that was closed unseen has left by itself, and its number may be another's now.
  int first = before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  int second = before == 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  if (epoll_ctl(poll, first, socket, &event) != 0) epoll_ctl(poll, second, socket, &event);
}

int socket_poll_wait(int poll, struct socket_poll_event *events, int count, int milliseconds) {
  struct epoll_event found[256];
  if (count > 256) count = 256;
  int ready = epoll_wait(poll, found, count, milliseconds);
  for (int i = 0; i < ready; i++) {
    unsigned bits = 0;
    if (found[i].events & EPOLLIN) bits |= SOCKET_POLL_READING;
    if (found[i].events & EPOLLOUT) bits |= SOCKET_POLL_WRITING;
    if (bits == 0) bits = SOCKET_POLL_READING | SOCKET_POLL_WRITING;
    events[i] = (struct socket_poll_event){.socket = found[i].data.fd, .ready = bits};
  }
  return ready < 0 ? 0 : ready;
}

bool socket_alarm_open(int *reader, int *writer) {
  *reader = *writer = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  return *reader >= 0;
}

#else
#include <sys/event.h>
#include <sys/time.h>
#include <sys/types.h>

int socket_poll_open(void) { return kqueue(); }

static void change(int poll, int socket, int filter, bool was, bool is) {
  struct kevent event;
  if (was == is) return;
  EV_SET(&event, socket, filter, is ? EV_ADD : EV_DELETE, 0, 0, NULL);
  kevent(poll, &event, 1, NULL, 0, NULL);
}

void socket_poll_watch(int poll, int socket, unsigned before, unsigned now) {
  change(poll, socket, EVFILT_READ, before & SOCKET_POLL_READING, now & SOCKET_POLL_READING);
  change(poll, socket, EVFILT_WRITE, before & SOCKET_POLL_WRITING, now & SOCKET_POLL_WRITING);
}

int socket_poll_wait(int poll, struct socket_poll_event *events, int count, int milliseconds) {
  struct kevent found[256];
  struct timespec limit = {.tv_sec = milliseconds / 1000,
                           .tv_nsec = (long)(milliseconds % 1000) * 1000000};
  if (count > 256) count = 256;
  int ready = kevent(poll, NULL, 0, found, count, milliseconds < 0 ? NULL : &limit);
  for (int i = 0; i < ready; i++) {
    events[i] = (struct socket_poll_event){
        .socket = (int32_t)found[i].ident,
        .ready = found[i].filter == EVFILT_WRITE ? SOCKET_POLL_WRITING : SOCKET_POLL_READING};
  }
  return ready < 0 ? 0 : ready;
}

bool socket_alarm_open(int *reader, int *writer) {
  int ends[2];
  if (pipe(ends) != 0) return false;
  for (int i = 0; i < 2; i++) {
    fcntl(ends[i], F_SETFL, O_NONBLOCK);
    fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  }
  *reader = ends[0];
  *writer = ends[1];
  return true;
}
#endif
