extension UInt8 {
  /// The value of an ASCII digit.
  public var decimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    default: nil
    }
  }

  /// The value of an ASCII hexadecimal digit.
  public var hexDigit: UInt8? {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: decimalDigit
    }
  }

  /// Whether it is a letter of ASCII, of either case.
  public var isASCIILetter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  /// Whether a name of most languages can have it: a letter or a digit of ASCII, or `_`.
  public var isInName: Bool {
    isASCIILetter || decimalDigit != nil || self == UInt8(ascii: "_")
  }

  /// Whether a URL's scheme can have it behind its first letter. Source: RFC 3986, 3.1.
  public var isInScheme: Bool {
    isASCIILetter || decimalDigit != nil || "+-.".utf8.contains(self)
  }
}
