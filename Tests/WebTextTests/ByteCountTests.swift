import Testing
import WebText

@Suite struct ByteCountTests {
  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_000, "1.0 KB"), (38_440, "38.4 KB"), (999_949, "999.9 KB"),
    (999_950, "1.0 MB"), (1_100_000, "1.1 MB"), (2_340_000_000, "2.34 GB"),
    (999_995_000_000, "1.00 TB"),
  ])
  func `bytes are counted in powers of a thousand`(bytes: Int, expected: String) {
    #expect(ByteCount.text(bytes) == expected)
  }

  @Test(arguments: [
    (1 << 30, "1 GiB"), (16 << 20, "16 MiB"), (64 << 10, "64 KiB"), (1000, "1000 bytes"),
    ((1 << 20) + 1, "1048577 bytes"), (0, "0 bytes"),
  ])
  func `a limit is exact`(bytes: Int, expected: String) {
    #expect(ByteCount.limit(bytes) == expected)
  }

  @Test(arguments: [
    ("65536", 65_536), ("64K", 65_536), ("16M", 16 << 20), ("1G", 1 << 30), ("2kb", 2_048),
    ("1MiB", 1 << 20),
  ])
  func `a typed limit is in powers of 1024`(text: String, expected: Int) {
    #expect(ByteCount.reading(limit: text) == expected)
  }

  @Test(arguments: ["", "M", "-1", "0", "1.5M", "9223372036854775807", "9999999999G"])
  func `what is no limit is refused`(text: String) {
    #expect(ByteCount.reading(limit: text) == nil)
  }
}
