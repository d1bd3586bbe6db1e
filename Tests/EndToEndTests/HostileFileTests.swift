import Foundation
import Testing

/// Files made to hurt, given to the program by the verbs that read files of others. In `make soak` they have their full size.
@Suite(.serialized) struct HostileFileTests {
  static var isSoak: Bool { ProcessInfo.processInfo.environment["CARDCASE_SOAK"] != nil }
  /// Bytes of the large ones.
  static var large: Int { isSoak ? 100 << 20 : 4 << 20 }
  /// Memory in kilobytes: what a hostile file may cost beside its own pages, which are mapped.
  static var memory: Int { (isSoak ? 256 : 400) << 10 }

  /// What a run cost, as another program measured it.
  struct Cost {
    var status: Int
    var kilobytes: Int
    var seconds: Double
    var text: String
  }

  /// Runs the program and measures it; a signal shows as a negative status.
  private func measured(_ program: Program, _ arguments: [String]) throws -> Cost {
    let script = """
      import json, resource, subprocess, sys
      run = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True)
      use = resource.getrusage(resource.RUSAGE_CHILDREN)
      text = (run.stdout[-4000:] + run.stderr[-4000:]).decode("utf-8", "replace")
      print(json.dumps([run.returncode, use.ru_maxrss, use.ru_utime + use.ru_stime, text]))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, Program.binary] + arguments
    process.environment = program.variables
    process.currentDirectoryURL = URL(fileURLWithPath: program.home)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let fields = try #require(JSONSerialization.jsonObject(with: data) as? [Any])
    return Cost(
      status: try #require(fields[0] as? Int), kilobytes: try #require(fields[1] as? Int), seconds: try #require(fields[2] as? Double),
      text: try #require(fields[3] as? String))
  }

  /// The hostile files by name; each is made when it is asked for.
  static let files: [(name: String, make: @Sendable () -> Data)] = [
    ("words.eml", { mail("From: " + String(repeating: "=?utf-8?Q?=C3=BC?= ", count: 60_000) + "<a@b.example>\n") }),
    (
      "header.eml",
      {
        mail(
          "From: a@b.example\nTo: " + String(repeating: "(", count: 1 << 20) + "\nSubject: " + String(repeating: "x", count: 1 << 20) + "\n"
        )
      }
    ),
    ("quotes.eml", { mail("From: <" + String(repeating: "\"\\", count: 1 << 19) + "\n") }),
    (
      "parts.eml",
      {
        let parts = (0..<100_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        return Data(("From: a@b.example\nDate: Tue, 2 Jan 2024 10:00:00 +0100\n" + parts).utf8)
      }
    ),
    ("messages.eml", { mail("From: a@b.example\n" + String(repeating: "Content-Type: message/rfc822\n\n", count: 100_000)) }),
    ("deep.json", { Data(("[\"vcard\"," + String(repeating: "[", count: 1 << 20)).utf8) }),
    ("members.json", { Data(("{\"@type\":\"Card\"," + (0..<200_000).map { "\"m\($0)\":1" }.joined(separator: ",") + "}").utf8) }),
    ("quoted.csv", { Data("First Name,Last Name,E-mail 1 - Value\nAnn,Lee,a@b.example\n\"".utf8) + Data(repeating: 97, count: large) }),
    ("quotes.csv", { Data(("name,email,phone\n" + String(repeating: "\"a,\"b\",\"c\n", count: large / 40)).utf8) }),
    ("line.vcf", { Data("BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nNOTE:".utf8) + Data(repeating: 97, count: large) }),
    ("head.vcf", { Data(("BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nADR;LABEL=\"" + String(repeating: "\n :", count: large / 40)).utf8) }),
    ("agents.vcf", { Data(String(repeating: "BEGIN:VCARD\nVERSION:2.1\nN:A\nAGENT:\n", count: 100_000).utf8) }),
    (
      "pages.vcf",
      {
        let lines = (0..<19_000).map { "X-\($0);CHARSET=iso-8859-1;TYPE=a:" }
        return Data("BEGIN:VCARD\r\nVERSION:2.1\r\n".utf8) + Data(lines.flatMap { Array($0.utf8) + [0xFC, 13, 10] })
          + Data("END:VCARD\r\n".utf8)
      }
    ),
    ("ends.ics", { Data(("BEGIN:VCALENDAR\n" + String(repeating: "END:X\n", count: large / 12)).utf8) }),
    ("attributes.ldif", { Data(("dn: cn=a\ncn: a\n" + (0..<300_000).map { "x\($0):: QQ==\n" }.joined()).utf8) }),
  ]

  private static func mail(_ headers: String) -> Data { Data((headers + "Date: Tue, 2 Jan 2024 10:00:00 +0100\n\nhello\n").utf8) }

  @Test(arguments: files.map(\.name)) func `a hostile file ends in words, not in a crash, and costs little`(name: String) throws {
    let program = try Program()
    defer { program.end() }
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    let data = try #require(HostileFileTests.files.first { $0.name == name }).make()
    try data.write(to: URL(fileURLWithPath: program.home + "/" + name))
    var commands = [["import", name, "--dry-run"], ["convert", name, "--to", "jcard"]]
    if name.hasSuffix(".eml") { commands = [["import", name, "--dry-run"], ["addresses", name]] }
    for command in commands {
      let cost = try measured(program, command)
      #expect((0..<64).contains(cost.status), "\(command): \(cost.status) \(cost.text)")
      #expect(!cost.text.isEmpty, "\(command) says nothing")
      #expect(cost.kilobytes < HostileFileTests.memory + data.count / 1024, "\(command) took \(cost.kilobytes) KB")
      // A debug build on a busy machine; what looks back at every byte takes minutes here.
      #expect(cost.seconds < 40, "\(command) took \(cost.seconds) s")
    }
  }

  @Test func `a zip that unpacks to a thousand times its size is refused by name`() throws {
    let program = try Program()
    defer { program.end() }
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    let made = try program.shell(
      "python3 -c \"import zipfile; z=zipfile.ZipFile('bomb.zip','w',zipfile.ZIP_DEFLATED); z.writestr('a.vcf', bytes(64<<20))\"")
    #expect(made.status == 0)
    let cost = try measured(program, ["import", "bomb.zip", "--dry-run"])
    #expect((0..<64).contains(cost.status), "\(cost.text)")
    #expect(cost.text.contains("zip bombs"), "\(cost.text)")
    #expect(cost.kilobytes < HostileFileTests.memory)
  }
}
