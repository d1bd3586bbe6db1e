import Scan
import Testing

@Suite struct BucketsTests {
  @Test(arguments: [0, 1, 7, 500, 20_000])
  func `numbers come out in order however they are spread`(count: Int) {
    var state: UInt64 = 7
    for mask in [UInt64.max, 0xFFFF, 0xFF << 56, 0] {
      let numbers = (0..<count).map { _ -> UInt64 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state & mask
      }
      #expect(Buckets.sorted(count, at: { numbers[$0] }, by: { numbers[$0] }, <) == numbers.sorted())
      #expect(Buckets.sorted(count, each: 1, at: { numbers[$0] }, by: { numbers[$0] }, <) == numbers.sorted())
    }
  }

  @Test func `a part is sorted and the rest left`() {
    var numbers = Array((0..<200).reversed())
    Buckets.sort(&numbers, 10..<20, <)
    #expect(numbers[10..<20].elementsEqual(180..<190))
    Buckets.sort(&numbers, 100..<200, <)
    #expect(numbers[100..<200].elementsEqual(0..<100))
    #expect(numbers[..<10].elementsEqual((190..<200).reversed()))
  }
}
