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
  ///   - isWanted: Whether the body is read, by the answer's head; one that isn't is empty.
  public func fetch(
    _ request: StreamRequest, limit: Int, timeout: Duration,
    where isWanted: @escaping @Sendable (AnswerHead) -> Bool = { _ in true }
  ) async throws(StreamFailure) -> FetchedDocument {
    let (result, isExpired) = await TimeLimit.limiting(timeout) {
      await self.document(request, limit: limit, where: isWanted)
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
    _ request: StreamRequest, limit: Int, where isWanted: (AnswerHead) -> Bool
  ) async -> Result<FetchedDocument, StreamFailure> {
    do throws(HTTPFailure) {
      let answer = try await transport.open(request, userAgent: configuration.userAgent)
      let body = isWanted(answer.head) ? try await answer.whole(limit: limit) : []
      return .success(answer.document(body))
    } catch {
      return .failure(error.failure)
    }
  }
}

extension HTTPTransport {
  /// Sends a request for a document or a file.
  func open(
    _ request: StreamRequest, adding headers: [HeaderField] = [], userAgent: String
  ) async throws(HTTPFailure) -> HTTPAnswer {
    var request = request
    for field in headers {
      request.headers.remove(field.name)
      request.headers.append(field)
    }
    let outgoing: OutgoingRequest
    do throws(FailureFact) {
      outgoing = try await OutgoingRequest(
        asking: request, purpose: .document, userAgent: userAgent)
    } catch {
      throw HTTPFailure(fact: error, place: request.place)
    }
    return try await open(outgoing)
  }
}

extension HTTPAnswer {
  /// The whole answer, with its body.
  func document(_ body: [UInt8]) -> FetchedDocument {
    FetchedDocument(
      status: status, mediaType: mediaType.essence, headers: headers, url: url, body: body)
  }

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
