import Testing

@testable import StreamClient

@Suite struct SHA256Tests {
  private func hex(_ bytes: [UInt8], cutAt cut: Int? = nil) -> String {
    var hash = SHA256()
    let cut = cut ?? bytes.count
    bytes[..<cut].withUnsafeBytes { hash.update($0) }
    bytes[cut...].withUnsafeBytes { hash.update($0) }
    return hash.finished().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  // Source: FIPS 180-4 examples (NIST CSRC, "SHA256.pdf"), and NIST's CAVP for the empty text.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `the standard's examples`(text: String, digest: String) {
    #expect(hex(Array(text.utf8)) == digest)
  }

  @Test func `a million letters`() {
    #expect(
      hex(Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `any cut of the bytes gives the same digest, whatever their number`() {
    for count in [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 200] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 7) }
      let whole = hex(bytes)
      for cut in 0...count { #expect(hex(bytes, cutAt: cut) == whole) }
    }
  }
}
