import Book
import Scan

extension ReadContext {
  /// The handle that stands for you where a chat does not say how you are reached: your first address, else your name.
  var oneself: Handle {
    if let address = addresses.first { return Handle(.email, address) }
    return Handle(.chat, names.first ?? "me")
  }

  /// Whether a name in a chat is yours: a name you gave, or your given name alone.
  func isOneself(_ name: String) -> Bool {
    let folded = Fold.words(name)
    return names.contains { own in
      let words = Fold.words(own)
      return words == folded || (folded.count == 1 && words.first == folded.first)
    }
  }

  /// A phone number as a handle, national ones with the calling code of your country where it is known.
  func phone(_ text: String) -> Handle {
    let handle = Handle(.phone, text)
    guard let callingCode, handle.normal.hasPrefix("0"), handle.normal.utf8.count > 6 else { return handle }
    return Handle(kind: .phone, raw: text, normal: "+" + callingCode + handle.normal.drop { $0 == "0" })
  }
}

extension EncounterBatch {
  /// Somebody of a chat: you, a number, or a name.
  mutating func speaker(_ name: String, in context: ReadContext) -> Int32 {
    if context.isOneself(name) { return party(context.oneself, name: name) }
    let handle = EncounterTable.handle(name)
    return handle.kind == .phone ? party(context.phone(name), name: "") : party(named: name)
  }
}
