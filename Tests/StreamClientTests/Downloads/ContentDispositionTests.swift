import Testing

@testable import StreamClient

@Suite struct ContentDispositionTests {
  @Test(arguments: [
    ("attachment; filename=report.csv", "report.csv"),
    ("attachment; filename=\"a b.csv\"", "a b.csv"),
    ("attachment;filename=\"a;b.csv\" ; x=1", "a;b.csv"),
    (#"attachment; filename="a\"b.csv""#, "a\"b.csv"),
    (#"attachment; filename="C:\Users\me\r.doc""#, #"C:\Users\me\r.doc"#),
    (#"attachment; filename="\\\\host\\dir\\r.doc""#, #"\\host\dir\r.doc"#),
    (#"attachment; filename="..\r.doc""#, #"..\r.doc"#), (#"attachment; filename="a\"#, #"a\"#),
    ("ATTACHMENT; FILENAME=a.csv", "a.csv"),
    ("attachment; filename = \"a.csv\"", "a.csv"),
    ("attachment; filename*=UTF-8''na%C3%AFve%20file.txt", "naïve file.txt"),
    ("attachment; filename*=iso-8859-1'en'%A3.txt", "£.txt"),
    ("attachment; filename=\"plain.txt\"; filename*=utf-8''f%C3%BCr.txt", "für.txt"),
    ("attachment; filename*=utf-8''f%C3%BCr.txt; filename=\"plain.txt\"", "für.txt"),
    ("attachment; filename*=utf-8''%FF; filename=a.txt", "a.txt"),
    ("attachment; filename*=koi8-r''%C1; filename=a.txt", "a.txt"),
    ("attachment; filename*=broken; filename=a.txt", "a.txt"),
    ("attachment; filename=\"ünï.txt\"", "ünï.txt"),
    ("inline; filename=\"open", "open"),
    ("attachment", nil), ("attachment;;; ;", nil), ("", nil),
  ])
  func `the name is read, whatever its form`(header: String, name: String?) {
    #expect(ContentDisposition(header)?.fileName == name)
  }

  @Test(arguments: [
    ("attachment; filename=x", true), ("Attachment", true), ("inline; filename=x", false),
    ("unknown", true), ("form-data; name=a", false), ("", false),
  ])
  func `anything but inline means to save`(header: String, isAttachment: Bool) {
    #expect(ContentDisposition(header)?.isAttachment == isAttachment)
  }
}
