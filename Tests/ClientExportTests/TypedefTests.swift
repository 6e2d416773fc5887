import Testing

@testable import ClientExport

struct TypedefTests {
  @Test(arguments: [
    (
      "/** A user */\nexport interface User {\n  /** who */\n  name: string;\n  a?: { b: 1; };\n}\nlet a;",
      "/**\n * A user \n * @typedef {{ name: string; a?: { b: 1; }; }} User\n */\nlet a;"
    ),
    (
      "export interface Some<T = unknown, K extends string = string> extends Base {\n  t: T;\n}\n",
      "/**\n * @template [T=unknown]\n * @template {string} [K=string]\n"
        + " * @typedef {Base & { t: T; }} Some\n */\n"
    ),
    (
      "export type Either<T> =\n  | { a: T; b: 2 }\n  | \"*/\";\n",
      "/**\n * @template T\n * @typedef {| { a: T; b: 2 } | \"*\\/\"} Either\n */\n"
    ),
    ("interface Hidden {\n  a: 1;\n}\ntype Other = 1;\ncode();", "code();"),
  ])
  func `a declaration becomes a comment`(code: String, comment: String) {
    #expect(Typedef.all(in: code) == comment)
  }
}
