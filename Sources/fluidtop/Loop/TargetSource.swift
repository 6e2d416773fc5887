import Discovery

/// Where to look, found out once: what starts a server must not start another for a second look.
actor TargetSource {
  private let make: @Sendable () async throws -> [Target]
  private var making: Task<[Target], any Error>?

  init(make: @escaping @Sendable () async throws -> [Target]) {
    self.make = make
  }

  /// The targets; what failed is tried again at the next call.
  func found() async throws -> [Target] {
    if let making { return try await making.value }
    let task = Task { try await make() }
    making = task
    do {
      return try await task.value
    } catch {
      making = nil
      throw error
    }
  }
}
