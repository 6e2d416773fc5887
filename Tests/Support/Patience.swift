extension Duration {
  /// How long a test waits for what has to happen: so long that only what never comes fails.
  public static let patience: Duration = .seconds(120)
}

/// Waits until `condition` holds; false when it did not in all patience.
public func eventually(
  every pause: Duration = .milliseconds(2), _ condition: () -> Bool
) async -> Bool {
  let deadline = ContinuousClock.now + .patience
  while !condition() {
    guard !Task.isCancelled, ContinuousClock.now < deadline else { return condition() }
    try? await Task.sleep(for: pause)
  }
  return true
}
