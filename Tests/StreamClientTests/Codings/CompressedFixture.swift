/// Bodies compressed by zlib 1.2.13, and by others where it says so.
enum CompressedFixture {
  static let short = "tide tide tide tide 12"

  /// With 60 words, so that zlib makes codes of its own.
  static let text =
    """
    anchor47 buoy44 the29 rope41 harbour10 crane23 keel15 chart34 crane36 rope0 lamp26 \
    anchor11 chart10 ship8 wave8 berth0 the13 lamp10 tide18 deck12 lamp11 lamp24 mast1 \
    buoy26 tide9 anchor4 deck19 the38 deck4 mast22 mast30 deck11 keel30 tide3 anchor1 buoy25 \
    the35 wind23 chart37 the28 harbour45 tide39 lamp7 rope29 buoy32 buoy33 anchor49 wave6 \
    buoy18 harbour27 ship13 deck32 buoy9 deck17 ship19 deck19 tide5 berth46 mast30 tide46

    """

  /// Blocks without compression.
  static let stored = bytes(
    """
    1f8b0800000000000003010500faff706c61696ecf62201905000000
    """)

  /// The fixed codes, and a head with everything in it.
  static let fixed = bytes(
    """
    1f8b081e00000000000303006162636e616d6500636f6d6d656e740000002bc94c49552841250c8d000713c875
    16000000
    """)

  /// Codes of its own.
  static let dynamic = bytes(
    """
    1f8b08000000000000033d50410e83300cbbef15790269d3429f532052111ba0aedbb4dfaf4d60a74889edd88e
    db94f64c3d8caffd4b0425b10990f7830921c53ceeaf8c1d4c396e6c2caccc777430d54bb1a46beb05dfc13d3e
    0ee3218a24a2a22af9999663804f7cf30023e792baf606ad10eabd2c33e300334f2b1a5da28a113ce2b3a098ab
    ca0d184e7d527c685256c98a364686ed1480e2d9ea177b9953452764079f659b6b384dd54b07c3159e9c328338
    ea256a6da8f1add171a95290905eb6f85730bd3450f336432729a8bbf314fe61ea2ba72591bf72b425f9db0f2e
    be5507ab010000
    """)

  /// In zlib's frame.
  static let zlib = bytes(
    """
    78da2bc94c49552841250c8d005c06077c
    """)

  /// Without a frame.
  static let bare = bytes(
    """
    2bc94c49552841250c8d00
    """)

  /// By brotli 1.0.9.
  static let brotli = bytes(
    """
    1baa01201c09368ef2cd3d17a439d7b8dadea9b08d5f130cf8c4e0602980b883addb981191fe77d303863ff95b
    f55edbc9511e6800569aba297a2a5e629b9ae4951d2b4f7efacddffdfb9c4dccf77ee4f55dd23bb8bce912b54b
    03fb10149b88cd90e78291ce875e35a8c405f6e10cf0fb0ac83a1ded9e4d10e6133c8f2afcaad2d14b552ff347
    c5087ea6736704eb8274860c5f00b37731e6b068cb2eda0c8fa2dcd6fbea3529617d7d10fae30b664871576ba6
    c57ab76b323ab9050e1431cf04439c80532488280e98dbb4fa64b714905f6e
    """)

  /// By zstd 1.5.4, with its check.
  static let zstd = bytes(
    """
    28b52ffd64ab00e50600d28a1f1780ab0e00b25820e12ad66d8dc82edbbda5149f5ad8444f8062c5a9b5cda5a9
    1aeb365d2d315bab0342384f6937d1aa6ee3a634e3e28e736a16420f67d903118f72b35f3c7a117670d68d73ce
    14e22d479979a5cae18c23b5bc11ba273ca5d15d7cb5110785a3844c1240f79edc4a02dfb45f3cf39330c117c3
    e409880b2ba8a16833335b76b91c1018815110f20110106ddd0658960894e5ee45ae07210c3f8a41414a81e547
    ab968dab0eba49a577bc01a283b5b314886a0078dab71311281c07c0e184691d87fd06152825c8692a27b91699
    7cb48ea906e4cd03ec
    """)

  /// The word `plain`, with its check.
  static let zstdPlain = bytes(
    """
    28b52ffd2405290000706c61696e1ab999e7
    """)

  /// The short text by gzip, and that by brotli.
  static let brotliOfGzip = bytes(
    """
    0b0e801f8b08000000000000032bc94c49552841250c8d000713c8751600000003
    """)

  /// 16 MiB of the letter x.
  static let brotliBomb = bytes(
    """
    cbffff3ff825f0e2b14020f7fe2ffffffff04b00c4611180eefd1f
    """)

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
