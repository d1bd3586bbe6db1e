import Acts
import Book
import Scan

extension PlanLeave.Planned {
  /// The plan on one sheet.
  func screen(_ width: Int, otherWay: Bool = false) -> [String] {
    var head = ["Leaving \(plan.employer)"]
    if let lastDay = plan.lastDay { head.append("last day \(lastDay.weekdayShort) \(lastDay.short)") }
    if ending != .unknown { head.append(ending.rawValue) }
    if let place { head.append(place) }
    var lines = [head.joined(separator: " · "), "What you want to do is common and mostly fine. \(clauseSentence)", ""]
    var lastHead = ""
    var month = today.month
    var ruled = plan.lastDay == nil
    for step in plan.steps {
      if !ruled, let lastDay = plan.lastDay, step.day > lastDay {
        let rule = " last day: from here only your own mail, phone and LinkedIn "
        let side = max(2, (min(width, 92) - rule.count) / 2)
        lines.append(" " + String(repeating: "─", count: side) + rule + String(repeating: "─", count: side))
        ruled = true
      }
      let head = heading(step, after: month)
      lines += step.lines(head == lastHead ? "" : head, width)
      lastHead = head
      month = step.day.month
    }
    if !behindTheDoor.isEmpty {
      lines +=
        [""]
        + Columns.labelled(
          " STAY", "\(behindTheDoor.joined(separator: ", ")): only \(plan.employer)'s systems reach them. They stay behind the door.",
          margin: 12, width: width)
    }
    if otherWay { lines += [""] + otherWayLines(width) }
    return lines + ["", " You send; Cardcase sends nothing.        not asking: leave plan --other-way · stop all: leave stop"]
  }

  private var clauseSentence: String {
    guard let sections else { return "Your agreement decides; I have not seen it." }
    switch sections.count {
    case 0: return "I found nothing in your agreement that stands in the way."
    case 1: return "One sentence of your agreement matters."
    default: return "\(sections.count == 2 ? "Two" : "\(sections.count)") sentences of your agreement matter."
    }
  }

  private func heading(_ step: Step, after month: Int) -> String {
    if step.day <= today, step.phase == .now || step.phase == .before { return "TODAY" }
    func day(_ day: Day) -> String {
      let name = day.month == month ? "" : " " + day.short.split(separator: " ")[1].uppercased()
      return "\(day.weekdayShort.uppercased()) \(day.day)\(name)"
    }
    if let until = step.until, until > step.day { return "\(step.day.weekdayShort.uppercased())-\(day(until))" }
    if step.phase == .later || step.day.days(since: today) > 14 {
      let year = step.day.year == today.year ? "" : " \(pad(step.day.year % 100, 2))"
      return "\(step.day.day) \(step.day.short.split(separator: " ")[1].uppercased())\(year)"
    }
    return day(step.day)
  }

  private func otherWayLines(_ width: Int) -> [String] {
    Columns.labelled(
      "Asking",
      "A joint note is the safest goodbye, and a written yes beats a clause. It also tells them that you mean to write, and they may say no.",
      margin: 12, width: width)
      + Columns.labelled(
        "Not asking",
        "You wait until you are gone and send a plain goodbye of your own, one by one. It is often allowed; whether here, the agreement and the place decide. If they complain, you have no yes to show.",
        margin: 12, width: width)
  }
}

extension Step {
  /// The step with its box: what to do, and how.
  func lines(_ heading: String, _ width: Int) -> [String] {
    let box = isRefrain ? "[-]" : "[ ]"
    let label = " \(Columns.pad(heading, 10)) \(box) "
    let body = Columns.pad(spoken, 58) + (how.isEmpty ? "" : "  \(how)")
    var lines =
      Columns.width(label + body) <= width
      ? [label + body] : Columns.labelled(label, spoken + (how.isEmpty ? "" : " · \(how)"), margin: 16, width: width)
    if phase == .before, !source.isEmpty { lines += Columns.labelled("", source, margin: 18, width: width) }
    return lines.map(Columns.trimmed)
  }
}
