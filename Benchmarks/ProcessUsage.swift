#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What this process takes of the machine.
enum ProcessUsage {
  /// The time of the processor so far, of all threads and of the system for them.
  static var processor: Duration {
    let usage = usage
    return duration(usage.ru_utime) + duration(usage.ru_stime)
  }

  /// The most memory that it ever had, in bytes.
  static var peak: Int {
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss * 1024
    #endif
  }

  /// The memory that it has, in bytes; the most it ever had where the system doesn't say.
  static var resident: Int {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return peak }
    defer { close(file) }
    var text = [UInt8](repeating: 0, count: 256)
    let count = read(file, &text, text.count)
    guard count > 0 else { return peak }
    // Pages: of the program in all, and of them those that are in memory.
    let numbers = String(decoding: text.prefix(count), as: UTF8.self).split(separator: " ")
    guard numbers.count > 1, let pages = Int(numbers[1]) else { return peak }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// How many descriptors are open.
  static var descriptors: Int {
    guard let folder = opendir("/dev/fd") else { return 0 }
    defer { closedir(folder) }
    var names = 0
    while readdir(folder) != nil { names += 1 }
    // Among them are `.`, `..` and the folder itself.
    return names - 3
  }

  /// Has as many files open as there may be, 16,384 at the most.
  static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(Self.files, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 16_384))
    setrlimit(Self.files, &limit)
  }

  #if canImport(Glibc)
    private static let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let files = RLIMIT_NOFILE
  #endif

  private static var usage: rusage {
    var usage = rusage()
    // RUSAGE_SELF, which is of another type in each C library.
    getrusage(0, &usage)
    return usage
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(Int64(time.tv_sec)) + .microseconds(Int64(time.tv_usec))
  }
}
