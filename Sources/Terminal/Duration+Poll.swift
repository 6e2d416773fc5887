extension Duration {
  /// Rounded up: rounded down, the last part of a millisecond would be waited for in a busy loop.
  var millisecondsToWait: Int32 {
    let parts = components
    let whole = parts.seconds.multipliedReportingOverflow(by: 1000)
    let total =
      whole.partialValue + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return whole.overflow ? .max : Int32(clamping: max(0, total))
  }
}
