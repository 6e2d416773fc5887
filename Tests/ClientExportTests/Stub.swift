import Testing
@testable import ClientExport
