import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension EnvironmentReference {
  /// The environment that the program was started with.
  static var ofThisProcess: EnvironmentReference {
    EnvironmentReference(environment: ProcessInfo.processInfo.environment)
  }
}
