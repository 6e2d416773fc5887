/// Arguments that no option takes. They are counted and not quoted: most often they are the rest of
/// a header or a token that stood in no quotes.
struct SurplusArguments: Equatable {
  let count: Int

  init(count: Int) { self.count = count }

  /// Reads ArgumentParser's message, the only place where it tells of them.
  init?(message: String) {
    if message.hasPrefix("Unexpected argument '") {
      count = 1
    } else if let end = message.firstRange(of: " unexpected arguments: '")?.lowerBound,
      let count = Int(message[..<end])
    {
      self.count = count
    } else {
      return nil
    }
  }

  var ending: Ending {
    .usage(
      (count == 1 ? "one argument is" : "\(count) arguments are")
        + " left over; what holds blanks stands in quotes, as in -H 'NAME: VALUE'")
  }
}
