import TUI
import Testing

@testable import Terminal

private let orange = Colour.rgb(red: 255, green: 128, blue: 0)

@Suite struct ColourDepthTests {
  @Test(arguments: [
    (0, false, false, ColourDepth.none), (8, false, false, .eight), (16, false, false, .sixteen),
    (256, false, false, .palette), (1 << 24, true, false, .direct), (256, false, true, .none),
  ])
  func `the depth is what the terminal can and NO_COLOR allows`(
    colours: Int, isDirect: Bool, noColour: Bool, depth: ColourDepth
  ) {
    #expect(ColourDepth(colours: colours, isDirect: isDirect, noColour: noColour) == depth)
  }

  @Test(arguments: [
    (ColourDepth.direct, 0xFF8000), (.palette, 208), (.sixteen, 3), (.eight, 3), (.none, -1),
  ])
  func `a colour becomes the nearest there is`(depth: ColourDepth, number: Int) {
    #expect(depth.number(of: orange) == number)
  }

  @Test(arguments: [ColourDepth.direct, .palette, .sixteen, .eight, .none])
  func `the terminal's own colour stays its own`(depth: ColourDepth) {
    #expect(depth.number(of: .default) == -1)
  }

  @Test
  func `the first sixteen follow the user's palette, so nothing else is brought down to them`() {
    #expect(ColourDepth.palette.number(of: .indexed(9)) == 9)
    #expect(ColourDepth.palette.number(of: .rgb(red: 255, green: 0, blue: 0)) == 196)
    #expect(ColourDepth.palette.number(of: .rgb(red: 0, green: 0, blue: 0)) == 16)
    #expect(ColourDepth.palette.number(of: .rgb(red: 118, green: 118, blue: 118)) == 243)
  }

  @Test func `bright colours lose their brightness where there are eight`() {
    #expect(ColourDepth.eight.number(of: .indexed(9)) == 1)
    #expect(ColourDepth.eight.number(of: .indexed(196)) == 1)
    #expect(ColourDepth.sixteen.number(of: .indexed(9)) == 9)
  }
}
