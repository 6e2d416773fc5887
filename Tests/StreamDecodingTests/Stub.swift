import Testing
@testable import StreamDecoding
