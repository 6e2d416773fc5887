import ClientExport
import TUI

/// Writes the client code that the screen asks for.
struct ExportWriter {
  /// The user's own folder, which `~/` stands for; nil where the environment has none.
  let home: String?

  /// Writes a job's files; records as long as the task is not cancelled.
  ///
  /// - Parameter progress: Called now and then with the records that are written.
  /// - Returns: The job with the paths that were meant, and what became of it.
  func write(
    _ job: ExportJob, progress: @escaping (ExportJob, Int) -> Void = { _, _ in }
  ) -> (job: ExportJob, outcome: ExportOutcome) {
    let job = placed(job)
    do throws(ExportProblem) {
      if let records = job.records {
        let file = RecordFile(path: job.path, isForced: job.isForced)
        let isWhole = try file.write(records) { progress(job, $0) }
        return (job, isWhole ? .written(1, unchanged: 0, removed: 0) : .stopped)
      }
      let changes = try ExportFolder(isForced: job.isForced)
        .write(job.files(), folder: job.folder, root: ".")
      func count(_ change: ExportFolder.Change) -> Int { changes.count { $0.change == change } }
      return (
        job,
        .written(count(.written), unchanged: count(.unchanged), removed: count(.removed))
      )
    } catch {
      if case .foreign(let paths) = error { return (job, .refused(paths)) }
      return (job, .failed(error.fact))
    }
  }

  /// The job with the user's own folder in its paths, and with the file in the folder where one was
  /// named.
  private func placed(_ job: ExportJob) -> ExportJob {
    var job = job
    job.path = SmallFile.expanded(job.path, home: home)
    if job.folder == nil, job.path.hasSuffix("/") || SmallFile.isFolder(job.path) {
      job.path += (job.path.hasSuffix("/") ? "" : "/") + job.fileName
    }
    return job
  }
}
