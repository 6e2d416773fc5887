import Testing
@testable import Endpoints
