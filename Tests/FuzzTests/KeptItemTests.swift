import FuzzTargets
import Scan
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The items kept for a target, by name: small seeds, and what once crashed or broke a promise.
private func kept(_ target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let folder = "/\(root)/Fuzz/Corpus/\(target.folder)"
  return try Folder.entries(folder).filter { $0.kind == .file }.map { entry in
    (entry.name, try MappedFile(folder + "/" + entry.name).withBytes { $0.array(0..<$0.count) })
  }
}

@Test(arguments: FuzzTarget.all.map(\.name)) func `every item kept is read within its limits, and promises hold`(name: String) throws {
  let target = try #require(FuzzTarget.named(name))
  let items = try kept(target)
  #expect(!items.isEmpty)
  for item in items {
    let start = Platform.cpuMicroseconds
    let broken = target.run(item.bytes)
    let took = Double(Platform.cpuMicroseconds - start) / 1e6
    #expect(broken == nil, "\(item.name)")
    #expect(took < 2, "\(item.name) took \(took) s")
  }
}

@Test(arguments: FuzzTarget.all.map(\.name)) func `an item cut anywhere, or with a byte changed, breaks no promise`(name: String) throws {
  let target = try #require(FuzzTarget.named(name))
  for item in try kept(target) where item.bytes.count <= target.longest {
    for cut in stride(from: 1, to: item.bytes.count, by: max(1, item.bytes.count / 16)) {
      let short = target.run(Array(item.bytes[..<cut]))
      #expect(short == nil, "\(item.name) cut at \(cut)")
      var changed = item.bytes
      changed[cut] ^= UInt8(truncatingIfNeeded: 1 << (cut % 8))
      let other = target.run(changed)
      #expect(other == nil, "\(item.name) changed at \(cut)")
    }
  }
}
