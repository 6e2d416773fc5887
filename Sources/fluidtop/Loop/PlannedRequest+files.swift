import Endpoints
import StreamClient
import TUI

extension PlannedRequest {
  /// The form or the file that is sent in place of the body; nil where there is none.
  func fileContent(home: String?) -> RequestContent? {
    if let bodyFile {
      return .file(
        SmallFile.expanded(bodyFile, home: home),
        mediaType: bodyMediaType ?? "application/octet-stream")
    }
    guard let parts else { return nil }
    var form = MultipartForm()
    for part in parts {
      switch part {
      case .text(let name, let value): form.add(name, value)
      case .file(let name, let path):
        let whole = SmallFile.expanded(path, home: home)
        form.add(name, file: whole, mediaType: FormField.likelyMediaType(of: whole))
      }
    }
    return .multipart(form)
  }
}

extension FileSight {
  /// What stands at a path.
  init(path: String) {
    self =
      SmallFile.isReadableFile(path)
      ? .file
      : SmallFile.isFolder(path) ? .folder : SmallFile.isThere(path) ? .unreadable : .nothing
  }
}
