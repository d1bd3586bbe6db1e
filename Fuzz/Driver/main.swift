import FuzzTargets
import Scan

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// cardcase-fuzz TARGET [libFuzzer's own options and folders]
//
// libFuzzer calls back with one item after the other; a trap or a broken promise ends the process and leaves the item in a file.
// At the end the slowest item is told, in CPU milliseconds.

/// libFuzzer's entry, which the sanitiser links in.
@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// What one run keeps. Touched by libFuzzer's one thread alone.
@MainActor
enum Run {
  static var target = FuzzTarget.all[0]
  static var slowest: UInt64 = 0
  static var slowestSize = 0

  static func one(_ bytes: [UInt8]) {
    let start = cpuNanoseconds()
    if let broken = target.run(bytes) { fatalError("\(target.name): \(broken)") }
    let took = cpuNanoseconds() - start
    if took > slowest { (slowest, slowestSize) = (took, bytes.count) }
  }

  /// CPU time of this thread, in nanoseconds.
  static func cpuNanoseconds() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  static func tell() { print("slowest item: \(slowest / 1000) us CPU, \(slowestSize) bytes") }
}

/// The items of `folders` with one of their pieces repeated to 64 KB and, where that takes long, to 256 KB: work must grow no faster
/// than the item does. Ends after half a minute of CPU.
@MainActor
func stretch(_ folders: [String]) -> Int32 {
  var worst: (took: UInt64, place: String) = (0, "")
  var isSquare = false
  let begin = Run.cpuNanoseconds()
  for folder in folders {
    for entry in (try? Folder.entries(folder)) ?? [] where entry.kind == .file {
      let bytes = try? MappedFile(folder + "/" + entry.name).withBytes { $0.array(0..<$0.count) }
      guard let item = bytes, item.count <= 1 << 16 else { continue }  // large ones have grown already
      for growth in Growth.all(of: item) where Run.cpuNanoseconds() - begin < 30_000_000_000 {
        let small = took(by: growth.item(of: 1 << 16), entry.name)
        let large = small < 20_000_000 ? small * 4 : took(by: growth.item(of: 1 << 18), entry.name)
        let place = "bytes \(growth.piece) of \(entry.name)\(growth.isCounted ? ", counted" : "")"
        if large > worst.took { worst = (large, place) }
        // Four times the size: four times the work, or sixteen times.
        guard large > 250_000_000, large > small * 8 || large > 2_000_000_000 else { continue }
        isSquare = true
        print("\(Run.target.name): \(small / 1_000_000) ms at 64 KB, \(large / 1_000_000) ms at 256 KB with \(place) repeated")
      }
    }
  }
  print("slowest item repeated to 256 KB: \(worst.took / 1_000_000) ms CPU, \(worst.place)")
  return isSquare ? 1 : 0
}

@MainActor
func took(by item: [UInt8], _ name: String) -> UInt64 {
  let start = Run.cpuNanoseconds()
  if let broken = Run.target.run(item) { print("\(Run.target.name): \(broken): \(name) with a piece repeated") }
  return Run.cpuNanoseconds() - start
}

let words = CommandLine.arguments
guard words.count > 1, let target = FuzzTarget.named(words[1]) else {
  print(FuzzTarget.all.map { "\($0.name) \($0.longest) \($0.folder) \($0.words)" }.joined(separator: "\n"))
  exit(words.count > 1 ? 2 : 0)
}
Run.target = target
if words.count > 2, words[2] == "--stretch" { exit(stretch(Array(words.dropFirst(3)))) }
atexit { MainActor.assumeIsolated { Run.tell() } }
// libFuzzer looks at everything behind its own first word.
var count = CommandLine.argc - 1
var list = unsafe CommandLine.unsafeArgv + 1
exit(
  unsafe runDriver(&count, &list) { pointer, size in
    let bytes = unsafe Array(UnsafeBufferPointer(start: pointer, count: size))
    MainActor.assumeIsolated { Run.one(bytes) }
    return 0
  })
