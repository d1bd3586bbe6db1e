public import Book
internal import Scan

/// The rule by which a person's shown fields come from the own card and the sources. Property by property: the own value,
/// else that of the newest source that has one; for lists the own values first, then those of each source, newest first,
/// each normal form once, without what the own card hides. Absent records count last.
public enum Effective {
  /// The effective card. `own` is the person's own card, then those of people merged into it; `sources` newest first; `parties` are handles known from messages alone.
  public static func compose(own: [OwnCard], sources: [CardRecord], parties: [EncounterLog.Party] = []) -> EffectiveCard {
    var layers: [(fields: ContactFields, from: EffectiveCard.Provenance)] = own.map { ($0.fields, .own) }
    for record in sources where !record.isAbsent { layers.append((record.fields, .card(record.id))) }
    for record in sources where record.isAbsent { layers.append((record.fields, .card(record.id))) }
    if !parties.isEmpty {
      var fields = ContactFields()
      fields.name.full = parties.first { !$0.name.isEmpty }?.name ?? ""
      fields.handles = parties.map { .init($0.handle) }
      layers.append((fields, .encounters))
    }
    var composer = Composer(layers: layers, hidden: Set(own.flatMap(\.hidden)))
    composer.compose()
    return EffectiveCard(fields: composer.fields, data: composer.data)
  }

  /// The same rule for what the directory shows alone: name, firm, handles. Most people have one source and nothing to weigh.
  static func summary(own: [OwnCard], sources: [CardRecord], parties: [EncounterLog.Party]) -> (
    name: String, organisation: String, handles: [Handle]
  ) {
    let layers = own.map(\.fields) + sources.filter { !$0.isAbsent }.map(\.fields) + sources.filter(\.isAbsent).map(\.fields)
    let hidden = own.isEmpty ? [] : Set(own.flatMap(\.hidden))
    let names = layers.map(\.name)
    var name = names.first { !$0.isNicknameAlone }?.shown ?? names.lazy.map(\.shown).first { !$0.isEmpty } ?? parties.lazy.map(\.name).first { !$0.isEmpty } ?? ""
    let firm = layers.lazy.map(\.organisation).first { !$0.isEmpty && !hidden.contains("organisation:\($0)") } ?? ""
    var handles: [Handle] = []
    func add(_ handle: Handle) {
      if !hidden.isEmpty, hidden.contains(handle.normal) || hidden.contains("\(handle.kind.rawValue):\(handle.normal)") { return }
      if !handles.contains(where: { $0.kind == handle.kind && $0.normal == handle.normal }) { handles.append(handle) }
    }
    for layer in layers { for handle in layer.handles { add(handle.value) } }
    for party in parties { add(party.handle) }
    if name.isEmpty { name = firm.isEmpty ? handles.first?.raw ?? "" : firm }
    return (name, firm, handles)
  }

  private struct Composer {
    let layers: [(fields: ContactFields, from: EffectiveCard.Provenance)]
    let hidden: Set<String>
    var fields = ContactFields()
    var data: [EffectiveCard.Datum] = []

    mutating func compose() {
      // A nickname typed for somebody is no new name of theirs.
      if let (name, from) = first({ $0.name.isNicknameAlone ? nil : $0.name }) ?? first({ $0.name.shown.isEmpty ? nil : $0.name }) {
        fields.name = name
        if let (nickname, _) = first({ $0.name.nickname.isEmpty ? nil : $0.name.nickname }) { fields.name.nickname = nickname }
        note("name", fields.name.shown, from)
      }
      handles()
      single("organisation", \.organisation)
      single("department", \.department)
      single("title", \.title)
      list("address", \.addresses) { $0.value.line }
      if let (day, from) = first({ $0.birthday }) {
        fields.birthday = day
        note("birthday", [day.year, day.month, day.day].map { $0.map { String($0) } ?? "-" }.joined(separator: "."), from)
      }
      list("date", \.dates) { "\($0.label) \($0.value)" }
      list("url", \.urls) { $0.value }
      list("note", \.notes) { $0 }
      list("category", \.categories) { $0 }
      list("other", \.others) { "\($0.label): \($0.value)" }
      list("do-not-contact", \.doNotContact) { $0 }
    }

    private func first<Value>(_ value: (ContactFields) -> Value?) -> (Value, EffectiveCard.Provenance)? {
      for layer in layers {
        if let found = value(layer.fields) { return (found, layer.from) }
      }
      return nil
    }

    private mutating func note(_ property: String, _ value: String, _ from: EffectiveCard.Provenance) {
      data.append(.init(property: property, value: value, from: from))
    }

    private mutating func single(_ property: String, _ path: WritableKeyPath<ContactFields, String>) {
      let found = first { fields -> String? in
        let value = fields[keyPath: path]
        return value.isEmpty || hidden.contains("\(property):\(value)") ? nil : value
      }
      guard let (value, from) = found else { return }
      fields[keyPath: path] = value
      note(property, value, from)
    }

    private mutating func handles() {
      var seen = Set<String>()
      for layer in layers {
        for handle in layer.fields.handles {
          let key = "\(handle.value.kind.rawValue):\(handle.value.normal)"
          guard !hidden.contains(handle.value.normal), !hidden.contains(key), seen.insert(key).inserted else { continue }
          fields.handles.append(handle)
          note(handle.value.kind.rawValue, handle.value.raw, layer.from)
        }
      }
    }

    private mutating func list<Value: Hashable>(
      _ property: String, _ path: WritableKeyPath<ContactFields, [Value]>, _ text: (Value) -> String
    ) {
      var seen = Set<String>()
      for layer in layers {
        for value in layer.fields[keyPath: path] {
          let shown = text(value)
          guard !hidden.contains("\(property):\(shown)"), seen.insert(Fold.string(shown)).inserted else { continue }
          fields[keyPath: path].append(value)
          note(property, shown, layer.from)
        }
      }
    }
  }
}

extension BookReader {
  /// What is shown of a person, with where each value came from; nil where there is no such person.
  public func effective(_ person: Person.ID) throws -> EffectiveCard? {
    guard let person = try resolve(person) else { return nil }
    var parties: [EncounterLog.Party] = []
    if let entry = try self.person(person) { parties = entry.handles.map { EncounterLog.Party($0, name: entry.name) } }
    return Effective.compose(own: try layeredOwnCards(of: person), sources: try cardRecords(of: person), parties: parties)
  }
}

extension PersonName {
  /// Whether it says no name, but for a nickname perhaps.
  fileprivate var isNicknameAlone: Bool { full.isEmpty && given.isEmpty && additional.isEmpty && family.isEmpty }
}
