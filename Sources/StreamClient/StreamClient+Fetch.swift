import NIOCore

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
      let place = Origin(url: request.url)?.text ?? ""
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
      throw HTTPFailure(fact: error, place: Origin(url: request.url)?.text ?? "")
    }
    return try await transport.open(outgoing)
  }
}

extension HTTPAnswer {
  /// The whole body, if it is no larger than the limit.
  fileprivate func whole(limit: Int) async throws(HTTPFailure) -> [UInt8] {
    if let unreadableCoding {
      throw HTTPFailure(fact: .compressed(coding: unreadableCoding), place: place)
    }
    var bytes: [UInt8] = []
    var iterator = body.makeAsyncIterator()
    do {
      while let part = try await iterator.next() {
        guard bytes.count + part.readableBytes <= limit else {
          throw FailureFact.bodyTooLarge(limit: limit)
        }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch let fact as FailureFact {
      throw HTTPFailure(fact: fact, place: place)
    } catch {
      throw HTTPFailure(fact: FailureFact(reading: error), place: place)
    }
    // A cancelled body ends as if it were whole.
    if Task.isCancelled { throw HTTPFailure(fact: .cancelled, place: place) }
    return bytes
  }
}
