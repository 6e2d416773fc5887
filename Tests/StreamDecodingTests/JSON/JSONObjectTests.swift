import StreamDecoding
import Testing

@Suite struct JSONObjectTests {
  @Test(arguments: [3, 11, 12, 13, 1000])
  func `members are found and keep their order, few or many`(count: Int) {
    var object = JSONObject()
    for number in 0..<count { object["key \(number)"] = .number(number) }
    object["key 1"] = "changed"
    object["key 0"] = nil
    object["new"] = nil
    #expect(object.count == count - 1)
    #expect(object.keys == (1..<count).map { "key \($0)" })
    #expect(object["key 1"] == "changed")
    #expect(object["key \(count - 1)"] == .number(count - 1))
    #expect(object["key 0"] == nil)
    object["key 0"] = true
    #expect(object.keys.last == "key 0")
    #expect(Array(object.values.suffix(1)) == [true])
  }

  @Test func `of members with one name the last counts`() throws {
    #expect(try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#).text() == #"{"a":3,"b":2}"#)
  }

  @Test(arguments: [0, 20])
  func `names are compared by their bytes`(others: Int) throws {
    var object = JSONObject()
    for number in 0..<others { object["\(number)"] = .number(number) }
    object["\u{e9}"] = 1
    object["e\u{301}"] = 2
    #expect(object.count == others + 2)
    #expect(object["\u{e9}"] == 1)
    #expect(object["e\u{301}"] == 2)
  }

  @Test func `equality does not ask for the order`() {
    let left: JSONObject = ["a": 1, "b": [2]]
    let right: JSONObject = ["b": [2], "a": 1]
    #expect(left == right)
    #expect(left.hashValue == right.hashValue)
    #expect(left != ["a": 1, "b": [3]])
    #expect(left != ["a": 1])
  }

  @Test(.timeLimit(.minutes(5)))
  func `names that differ only in their normalization are told apart as fast as any`() throws {
    // All of them are equal as Strings, and hash alike.
    let letters = ["e\u{301}", "\u{E9}"]
    let names = (0..<1 << 16).map { number in
      (0..<16).map { letters[number >> $0 & 1] }.joined()
    }
    let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    let object = try #require(try JSONValue(parsing: Array(text.utf8)).objectValue)
    #expect(object.count == 1 << 16)
    #expect(object[names[12_345]] == .number("1"))
  }
}
