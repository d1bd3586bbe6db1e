internal import Scan

/// Somebody says that they can be reached elsewhere now, or here no more.
public struct MovedNotice: Hashable, Sendable {
  /// The address left behind: that of the sender.
  public var old: String
  /// The new address, if the note names one.
  public var new: String?
  /// Whether the writer says that they left (and somebody else answers for them), rather than that only the address changed.
  public var hasLeft: Bool
  /// Whether a program wrote it: an automatic reply.
  public var isAutomatic: Bool
  /// The sentence that says so, as written.
  public var quote: String
  /// Offset of the text in the file, and the line in it, from 0.
  public var offset: Int, line: Int
}

/// Finds notes of a new address in what people write themselves; what they quote does not count.
public enum MovedNoticeReader {
  /// A new address is announced.
  private static let newWords = PhraseSet([
    "my new email", "my new e-mail", "my new mail", "new email address", "new e-mail address", "new mail address", "my new address",
    "email has changed", "e-mail has changed", "address has changed", "changed my email", "changed my e-mail", "update your address book",
    "update your contacts", "update your records", "please use this address", "reach me at", "you can reach me", "can now be reached",
    "have moved to", "i am now at", "i'm now at", "contact me at my new", "my personal email", "neue e-mail-adresse", "neue mailadresse",
    "neue emailadresse", "meine neue adresse", "ab sofort erreichen", "kunftig erreichen", "nouvelle adresse", "nueva direccion",
    "nuovo indirizzo", "nieuwe e-mailadres", "nieuw e-mailadres", "ny e-postadress", "novo endereco",
  ])
  /// The writer says so of themselves.
  private static let leavingWords = PhraseSet([
    "my last day", "i am no longer", "i'm no longer", "i am leaving", "i'm leaving", "i have left the company", "i've left the company",
    "i left the company", "i will be leaving the",
    "i have joined", "i've joined", "i have resigned", "i have accepted a", "i am joining", "i'm joining", "ich bin nicht mehr",
    "ich verlasse",
    "mein letzter tag", "mein letzter arbeitstag", "je quitte", "mon dernier jour", "ya no trabajo", "mi ultimo dia", "non lavoro piu",
    "werk niet meer bij",
  ])
  /// A program says so of the person whose box it is.
  private static let leftWords = PhraseSet([
    "no longer with", "no longer works", "no longer working", "no longer employed", "no longer at", "has left", "have left",
    "left the company",
    "nicht mehr bei", "nicht mehr fur", "ausgeschieden", "ne travaille plus", "a quitte", "ya no trabaja", "non lavora piu",
    "werkt niet meer",
    "no longer in use", "no longer monitored", "no longer active", "is being discontinued",
  ])

  /// The note in the message, or nil.
  public static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> MovedNotice? {
    guard let sender = summary.sender, !summary.flags.contains(.bulk), !summary.flags.contains(.bounce) else { return nil }
    let body = BodyText.read(bytes, headers: summary.headers, frame: summary.frame)
    return read(body, old: summary.address(sender, in: bytes), isAutomatic: summary.flags.contains(.auto))
  }

  /// The same for a text that is already at hand.
  public static func read(_ body: BodyText, old: String, isAutomatic: Bool) -> MovedNotice? {
    read(OwnText(body.text), offset: body.offset, old: old, isAutomatic: isAutomatic)
  }

  /// The same for what the writer wrote.
  static func read(_ own: OwnText, offset: Int, old: String, isAutomatic: Bool) -> MovedNotice? {
    // Most texts hold none of the phrases, which one look at the whole tells.
    if own.isASCII, !own.mayHold(allWords) { return nil }
    for number in 0..<own.count {
      if own.range(number).count < 8 { continue }
      let (folded, range) = own.folded(number)
      let isNew = newWords.stands(in: folded.span, range)
      let hasLeft = leavingWords.stands(in: folded.span, range) || isAutomatic && leftWords.stands(in: folded.span, range)
      guard isNew || hasLeft else { continue }
      // The address often stands in one of the next lines.
      let nearby = number..<min(number + 4, own.count)
      let new = nearby.lazy.flatMap { AddressFinder.addresses(in: own.text($0)) }.first { ASCII.lower($0) != ASCII.lower(old) }
      guard new != nil || hasLeft else { continue }
      return MovedNotice(
        old: old, new: new, hasLeft: hasLeft, isAutomatic: isAutomatic, quote: DisplayName.tidy(own.text(number)), offset: offset,
        line: number)
    }
    return nil
  }

  private static let allWords = PhraseSet(newWords, leavingWords, leftWords)
}
