import Testing

@testable import fluidtop

@Suite struct FreeRoomTests {
  @Test func `room that came free is used again, and gaps that touch are one`() {
    var room = FreeRoom()
    #expect([10, 20, 30, 5].map { room.take($0) } == [0, 10, 30, 60])
    room.free(10..<30)
    #expect(room.take(25) == 65)
    #expect(room.take(15) == 10)
    room.free(30..<60)
    #expect(room.take(35) == 25)
    #expect(room.end == 90)
  }

  @Test func `a file of which nothing is wanted begins anew`() {
    var room = FreeRoom()
    let starts = [7, 7, 7].map { room.take($0) }
    for start in [starts[1], starts[0], starts[2]] { room.free(start..<start + 7) }
    #expect(room.end == 0)
    #expect(room.take(100) == 0)
  }

  @Test func `nothing is handed out twice, whatever comes and goes`() {
    var numbers = SystemRandomNumberGenerator()
    var room = FreeRoom()
    var taken: [Range<Int>] = []
    for _ in 0..<2000 {
      if taken.count > 20, Bool.random(using: &numbers) {
        room.free(taken.remove(at: Int.random(in: 0..<taken.count, using: &numbers)))
      } else {
        let count = Int.random(in: 1...100, using: &numbers)
        let start = room.take(count)
        #expect(!taken.contains { $0.overlaps(start..<start + count) })
        taken.append(start..<start + count)
      }
      #expect(room.end == taken.map(\.upperBound).max())
    }
  }
}
