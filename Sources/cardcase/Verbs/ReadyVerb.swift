import Acts
import Book
import Scan
import ArgumentParser
import Leave

/// `ready`: if they switched you off tonight.
struct ReadyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "ready", abstract: "If they switched you off tonight.")
  @OptionGroup var common: Common

  func run() throws {
    let told = try TellReadiness().run(at: common.desk())
    try common.show(told) { told.screen($0) }
  }
}

extension TellReadiness.Told {
  func screen(_ width: Int) -> [String] {
    if readiness.people.isEmpty {
      return ["Whom would you hate to lose? Type them: cardcase ties pin \"NAME\". Or: cardcase import PATH"] + hanging(width)
    }
    var lines = ["If \(employer ?? "your employer") switched you off tonight, whom could you still reach?", ""]
    lines += Columns.table(
      readiness.groups().map { group in
        [Columns.right("\(group.people.count)", 3), group.way.spoken, group.people.map(\.surname).joined(separator: ", ")]
      },
      limits: [3, 40], fit: width)
    let doubt = readiness.inDoubt
    if !doubt.isEmpty {
      let without = readiness.people.filter { $0.way(countingMobiles: false) < .network }.count
      lines.append("")
      if phoneSynced == true {
        lines += Columns.wrap(
          "That phone synced with \(employer ?? "the employer")'s account: \(doubt.count) of these numbers may be theirs. Without them you keep \(without) people, and LinkedIn.",
          width)
      } else {
        lines.append("One answer changes this. Did that phone ever sync with \(employer ?? "the employer")'s account?")
        lines += Columns.wrap("  If so, \(doubt.count) of these numbers may be theirs, and you keep \(without) people and LinkedIn.", width)
        lines.append("  account set phone --synced yes|no")
      }
    }
    if let warning = officeWarning { lines += ["", warning] }
    lines += hanging(width)
    for row in dead { lines += Columns.wrap("\(row.name): \(row.address) is \(row.why).", width) }
    lines += ["", "Best \(acts.count == 1 ? "thing" : "things") to do now"]
    for (index, act) in acts.enumerated() {
      lines += Columns.labelled(
        "  \(index + 1)   \(Columns.pad(act.effort, 9))", act.text + (act.command.isEmpty ? "" : "    \(act.command)"), margin: 15,
        width: width)
    }
    return lines + ["Next look: \(next.spoken). This sent nothing to anyone."]
  }
}

extension TellReadiness.Told {
  /// What hangs on addresses that the employer can switch off; nothing where nothing does.
  private func hanging(_ width: Int) -> [String] {
    if services.isEmpty { return [] }
    let named = services.prefix(4).map { service in
      service.note.name + (service.note.last.map { " (\(Moment(seconds: $0).day().short))" } ?? "")
    }
    let what = services.count == 1 ? "1 account of yours opens" : "\(services.count) accounts of yours open"
    return [""]
      + Columns.wrap(
        "\(what) by \(employer ?? "the employer")'s addresses: \(named.joined(separator: ", "))"
          + "\(services.count > 4 ? " ..." : ".")    account services", width)
  }
}
