import ClientExport

extension AppState {
  /// `w` in the code: asks for the file to write.
  mutating func startWriting(_ preview: CodePreview) {
    guard let endpoint else { return }
    let name = endpoint.name + "." + preview.language.fileExtension
    mode = .prompt(Prompt(purpose: .write(preview), input: TextInput(name)))
  }

  /// `E`: asks for the folder of the client of all endpoints.
  mutating func startExporting() {
    guard !catalog.endpoints.isEmpty else { return say("there is nothing to export yet") }
    mode = .prompt(Prompt(purpose: .exportAll, input: TextInput("client")))
  }

  /// Enter behind a path.
  mutating func export(_ preview: CodePreview?, to path: String) -> [Effect] {
    mode = preview.map(Mode.code) ?? .browsing
    guard !path.isEmpty else {
      say("nothing was written")
      return []
    }
    guard let preview else { return [.export(allEndpoints(in: path))] }
    let file = ExportedFile(path: path, text: preview.text)
    return [.export(ExportJob(files: [file], folder: nil))]
  }

  private func allEndpoints(in folder: String) -> ExportJob {
    let options = ExportOptions(layout: .mirror, output: folder)
    let files = ClientCode.files(
      for: catalog, endpoints: catalog.endpoints, language: .typescript, options: options)
    return ExportJob(files: files, folder: folder)
  }

  /// Enter behind the question whether to overwrite.
  mutating func overwrite(_ job: ExportJob, answer: String) -> [Effect] {
    mode = .browsing
    guard answer.lowercased() == "yes" else {
      say("nothing was written")
      return []
    }
    var job = job
    job.isForced = true
    return [.export(job)]
  }

  /// What became of it.
  mutating func exported(_ job: ExportJob, _ outcome: ExportOutcome) {
    switch outcome {
    case .written(let written, let unchanged, let removed):
      let place = job.folder ?? job.files.first?.path ?? ""
      guard job.folder != nil else {
        return say(written == 0 ? "\(place): unchanged" : "\(place): written")
      }
      let counts = [(written, "written"), (unchanged, "unchanged"), (removed, "removed")]
      let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      say("\(place): " + words.joined(separator: ", "))
    case .refused(let paths):
      var prompt = Prompt(purpose: .overwrite(job), input: TextInput())
      let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
      prompt.complaint = "\(paths.first ?? "")\(more): not by fluidtop; yes overwrites"
      mode = .prompt(prompt)
    case .failed(let sentence): say(sentence, isProblem: true)
    }
  }
}
