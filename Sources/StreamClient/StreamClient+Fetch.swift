extension StreamClient {
  /// Fetches a whole document, whatever its status.
  ///
  /// Throws when there is no answer, when it is too large or takes too long; a status outside 2xx
  /// is no error here.
  ///
  /// - Parameters:
  ///   - request: What to ask for.
  ///   - limit: The largest body in bytes; a larger one is an error.
  ///   - timeout: The longest time for everything.
  public func fetch(
    _ request: StreamRequest, limit: Int, timeout: Duration
  ) async throws(StreamFailure) -> FetchedDocument {
    let (result, isExpired) = await TimeLimit.limiting(timeout) {
      await self.document(request, limit: limit)
    }
    switch result {
    case .success(let document): return document
    case .failure(let failure):
      guard isExpired, !Task.isCancelled else { throw failure }
      let place = request.place
      throw FailureFact.tooSlow(timeout).failure(at: place)
    }
  }

  private func document(
    _ request: StreamRequest, limit: Int
  ) async -> Result<FetchedDocument, StreamFailure> {
    do throws(HTTPFailure) {
      let answer = try await open(request)
      let body = try await answer.whole(limit: limit)
      return .success(
        FetchedDocument(
          status: answer.status, mediaType: answer.mediaType.essence, headers: answer.headers,
          url: answer.url, body: body))
    } catch {
      return .failure(error.failure)
    }
  }

  /// Sends a request for a document or a file.
  func open(
    _ request: StreamRequest, adding headers: [HeaderField] = []
  ) async throws(HTTPFailure) -> HTTPAnswer {
    var request = request
    for field in headers {
      request.headers.remove(field.name)
      request.headers.append(field)
    }
    let outgoing: OutgoingRequest
    do throws(FailureFact) {
      outgoing = try await OutgoingRequest(
        asking: request, purpose: .document, userAgent: configuration.userAgent)
    } catch {
      throw HTTPFailure(fact: error, place: request.place)
    }
    return try await transport.open(outgoing)
  }
}

extension HTTPAnswer {
  /// The whole body, if it is no larger than the limit.
  fileprivate func whole(limit: Int) async throws(HTTPFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var part: [UInt8] = []
    var reader = reader()
    do throws(FailureFact) {
      while try await reader.next(into: &part) {
        guard bytes.count + part.count <= limit else { throw .bodyTooLarge(limit: limit) }
        bytes += part
      }
    } catch {
      throw HTTPFailure(fact: error, place: place)
    }
    return bytes
  }
}
