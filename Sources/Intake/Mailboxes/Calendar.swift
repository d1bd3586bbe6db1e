import Book
import ICalendar
import Scan

/// Calendars (iCalendar): each event to which somebody was asked is an encounter. Rooms and things are left out, a cancelled
/// event is set aside, a declined one marked; a recurring event counts once, with its first day.
struct Calendar: Reader {
  let name = "ics"
  let spoken = "calendar (iCalendar)"
  let nature = Nature.calendar

  func claims(_ head: Head, name: String) -> Confidence {
    let text = head.text.span
    var position = 0
    while position < text.count, ASCII.isSpace(text[position]) { position += 1 }
    if text.spells("begin:vcalendar", in: position..<min(position + 15, text.count)) { return .certain }
    return ASCII.lower(name).hasSuffix(".ics") && head.contains("BEGIN:VEVENT") ? .likely : .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let file = try source.withBytes { CalendarFile.read($0, limits: context.limits) }
    var batch = EncounterBatch()
    for (index, event) in file.events.enumerated() where index < context.limits.records {
      try emit(event, isCancelled: file.method == "CANCEL", context, &batch, into: sink)
      if index & 255 == 0 { context.progress(event.offset, Int(source.size)) }
    }
    try batch.flush(into: sink)
    for note in file.notes { try sink(.rejected(Rejection(place: "byte \(note.offset)", reason: note.reason))) }
  }

  private func emit(
    _ event: CalendarEvent, isCancelled: Bool, _ context: ReadContext, _ batch: inout EncounterBatch, into sink: (Reading) throws -> Void
  ) throws {
    let organiser = event.organizer.flatMap { $0.isResource ? nil : $0 }
    let people = event.attendees.filter {
      !$0.isResource && !$0.address.isEmpty && Calendar.plain($0.address) != organiser.map { Calendar.plain($0.address) }
    }
    guard !people.isEmpty else { return }
    let coming = people.filter { $0.answer != "DECLINED" }
    let declinedByMe = people.contains {
      $0.answer == "DECLINED" && context.addresses.map { $0.lowercased() }.contains(Calendar.plain($0.address))
    }
    var flags: EncounterFlags = []
    if coming.isEmpty || declinedByMe { flags.insert(.unanswered) }
    if isCancelled || event.status == "CANCELLED" { flags.insert(.discard) }
    let minutes = event.end.map { ($0.seconds - event.start.seconds) / 60 } ?? 0
    let sender = organiser.map { party($0, &batch) } ?? -1
    // Who declined was not there; where nobody came, all are named and the encounter is marked.
    let recipients = (coming.isEmpty ? people : coming).map { party($0, &batch) }
    try batch.append(
      moment: Calendar.moment(event.start), medium: .meeting, flags: flags, sender: sender, recipients: recipients, role: .attendee,
      identity: ["calendar", event.uid, String((event.replaces ?? event.start).seconds)], conversation: event.uid, subject: event.summary,
      minutes: Calendar.isDay(event.start) ? 0 : Int(clamping: max(0, minutes)), into: sink)
  }

  private func party(_ attendee: Attendee, _ batch: inout EncounterBatch) -> Int32 {
    let address = Calendar.plain(attendee.address)
    let name = attendee.name == attendee.address ? "" : attendee.name
    return batch.party(AddressText.isAddress(address) ? Handle(.email, address) : Handle(.chat, address), name: name)
  }

  private static func plain(_ address: String) -> String { Handle.normalize(.email, address) }

  private static func isDay(_ time: CalendarTime) -> Bool { if case .day = time { true } else { false } }

  private static func moment(_ time: CalendarTime) -> Moment {
    switch time {
    case .moment(let moment): moment
    case .day: Moment(seconds: time.seconds, offsetMinutes: nil)
    }
  }
}
