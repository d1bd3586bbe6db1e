import Foundation
import Scan
import Testing

@Suite struct MappedFileTests {
  @Test func `what was given back is read from the file again`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "behind-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }  // it may never have been made
    let count = (33 << 20) + 5
    try Data((0..<count).map { UInt8(truncatingIfNeeded: $0 / 4096) }).write(to: URL(filePath: path))
    try MappedFile(path).withBytes { (bytes: Span<UInt8>, behind: ReadBehind) in
      for offset in [0, 1 << 20, 17 << 20, 16 << 20, count, count + 99] {
        behind.wasRead(to: offset)
        for place in [0, 4096, 20 << 20, count - 1] { #expect(bytes[place] == UInt8(truncatingIfNeeded: place / 4096)) }
      }
    }
  }

  @Test(arguments: [[], [5], [70_000, 60_000, 140_000], [1 << 17, 1 << 18, 1 << 30], [300_001]])
  func `a file that is read is shown whole, each byte once, however far the reading says it is`(_ offsets: [Int]) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "shown-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }  // it may never have been made
    for count in [0, 1, 300_001] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
      try Data(content).write(to: URL(filePath: path))
      var shown: [UInt8] = []
      func seen(_ bytes: Span<UInt8>) { shown += bytes.array(0..<bytes.count) }
      try withoutActuallyEscaping(seen) { seen in
        let file = try MappedFile(path)
        file.withBytes(seen: seen) { _, behind in for offset in offsets { behind.wasRead(to: offset) } }
      }
      #expect(shown == content)
    }
  }

  @Test func `a file comes whole in pieces, and in ranges as they are asked for`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "pieces-\(UUID().uuidString)").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }  // it may never have been made
    for count in [0, 1, 131_072, 300_001] {
      let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
      try Data(content).write(to: URL(filePath: path))
      var file = try FilePieces(path)
      var (whole, buffer): ([UInt8], [UInt8]) = ([], [])
      try file.eachPiece { whole += $0.array(0..<$0.count) }
      #expect(whole == content)
      for range in [0..<count, count / 3..<count / 2, count..<count] {
        let isThere = try file.read(range, into: &buffer)
        #expect(isThere && buffer[..<range.count] == content[range])
      }
      let isBeyond = try file.read(count / 2..<count + 1, into: &buffer)
      #expect(!isBeyond)
    }
  }

  @Test func `what is no file stays where it is`() {
    let bytes: [UInt8] = [1, 2, 3]
    let behind = ReadBehind()
    behind.wasRead(to: 3)
    #expect(bytes == [1, 2, 3])
  }
}
