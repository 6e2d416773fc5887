import ClientExport
import Endpoints

extension AppState {
  /// `w` in the code: asks for the file to write.
  mutating func startWriting(_ preview: CodePreview) {
    let input = TextInput(fileName(for: preview))
    mode = .prompt(Prompt(purpose: .write, input: input, code: preview))
  }

  /// `E`: asks for the folder of the client of all endpoints, or for its file in the language of
  /// the code that is shown.
  mutating func startExporting() {
    guard !catalog.endpoints.isEmpty else { return say("there is nothing to export yet") }
    guard !exportable.isEmpty else {
      return say(
        "no source declares what passes here: \(keys.browsing.label(of: .code)) shows the code of one request"
      )
    }
    let language = shownCode?.language ?? .preferred
    let name = language.hasModules ? "client" : "client." + language.fileExtension
    mode = .prompt(Prompt(purpose: .exportAll(language), input: TextInput(name), code: shownCode))
  }

  /// What a client is made of. Paths that were only asked for through a proxy have somebody's values in
  /// them, and nobody knows of them what they answer.
  private var exportable: [Endpoint] {
    guard let undeclared = passing?.undeclared, !undeclared.isEmpty else {
      return catalog.endpoints
    }
    return catalog.endpoints.filter { !undeclared.contains($0.title) }
  }

  private func fileName(for preview: CodePreview) -> String {
    let endpoint = catalog.endpoints.first { $0.title == preview.endpoint }
    return (endpoint?.name ?? "client") + "." + preview.language.fileExtension
  }

  /// Enter behind a file's path.
  mutating func write(_ preview: CodePreview, to path: String) -> [Effect] {
    guard !path.isEmpty else {
      say("nothing was written")
      return []
    }
    guard let subject = subject(of: preview) else { return [] }
    return [
      .export(
        ExportJob(
          subject: subject, language: preview.language, path: path, fileName: fileName(for: preview)
        ))
    ]
  }

  /// Enter behind a path: a folder for a language that has a file for each module.
  mutating func exportAll(in language: ExportLanguage, to path: String) -> [Effect] {
    guard !path.isEmpty else {
      say("nothing was written")
      return []
    }
    let endpoints = exportable
    let count = endpoints.count
    let rest = catalog.endpoints.count - count
    say(
      "writing the client of \(count == 1 ? "one endpoint" : "\(count) endpoints")"
        + (rest == 0 ? "" : ", without \(rest) that nobody declared"))
    return [
      .export(
        ExportJob(
          subject: ExportSubject(endpoints, of: catalog), language: language, path: path,
          layout: language.hasModules ? .mirror : .single,
          fileName: "client." + language.fileExtension))
    ]
  }

  /// Enter behind the question whether to overwrite.
  mutating func overwrite(_ job: ExportJob, answer: String) -> [Effect] {
    guard ["y", "yes"].contains(answer.lowercased()) else {
      say("nothing was written")
      return []
    }
    var job = job
    job.isForced = true
    return [.export(job)]
  }

  /// What became of it.
  mutating func exported(_ job: ExportJob, _ outcome: ExportOutcome) {
    if job.records != nil { isSaving = false }
    switch outcome {
    case .written(let written, let unchanged, let removed):
      if !job.isCode {
        if !savedFiles.contains(job.path) { savedFiles.append(job.path) }
      } else if !writtenPlaces.contains(job.path) {
        writtenPlaces.append(job.path)
      }
      guard job.folder != nil else {
        return say(written == 0 ? "unchanged:" : "written:", path: job.path)
      }
      let counts = [(written, "written"), (unchanged, "unchanged"), (removed, "removed")]
      let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      say(words.joined(separator: ", ") + " in", path: job.path)
    case .refused(let paths): ask(job, paths)
    case .stopped: say("stopped: nothing was written")
    case .failed(let sentence): say(sentence, isProblem: true)
    }
  }

  /// How far records are written.
  mutating func exporting(_ done: Int, of job: ExportJob) {
    guard let all = job.records?.count else { return }
    isSaving = true
    let key = keys.browsing.label(of: .back)
    say("writing \(done.grouped) of \(all.counted("record")); \(key) stops")
  }

  private mutating func ask(_ job: ExportJob, _ paths: [String]) {
    switch mode {
    case .browsing, .code, .help:
      mode = .prompt(
        Prompt(purpose: .overwrite(job, paths: paths), input: TextInput(), code: shownCode))
    // What is being typed there is no answer to this question.
    case .editing, .prompt, .palette:
      say("nothing was written; not by fluidtop:", path: paths.first ?? "", isProblem: true)
    }
  }
}
