#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The target that `FLUIDTOP_FUZZ` names.
let target: FuzzTarget = {
  let name = getenv("FLUIDTOP_FUZZ").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    fatalError(
      "FLUIDTOP_FUZZ names no target; there are "
        + FuzzTarget.allCases.map(\.rawValue).joined(separator: " "))
  }
  return target
}()

/// What libFuzzer calls with each input. Source: LLVM, "libFuzzer", "Fuzz Target".
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // A copy that ends where the input ends: a look behind it is one behind the memory.
  target.take(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Ends the process where a property doesn't hold; `sentence` says which.
func require(_ isTrue: Bool, _ sentence: @autoclosure () -> String) {
  // Not `precondition`, which says nothing when it is optimised.
  if !isTrue { fatalError(sentence()) }
}
