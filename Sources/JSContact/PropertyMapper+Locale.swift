import Scan
import VCard

extension PropertyMapper {
  /// A localization's patches become the properties they change, once more, in the other language (RFC 9555 section 2.3.11).
  mutating func localize(_ language: String, _ patches: JSON) {
    guard let members = patches.members else { return }
    locale = language
    defer { locale = nil }
    var targets: [[String]] = []
    var mine: [[String]: [(steps: [String], value: JSON)]] = [:]
    for member in members {
      let steps = Pointer.steps(member.name)
      let target = PropertyMapper.target(steps)
      if target.isEmpty {
        piece(steps, member.value)
      } else {
        if mine[target] == nil { targets.append(target) }
        mine[target, default: []].append((steps, member.value))
      }
    }
    for target in targets { localize(target, mine[target] ?? []) }
  }

  /// The object that a patch changes: `name`, or an entry of a map. Empty where no property would say it.
  private static func target(_ steps: [String]) -> [String] {
    switch steps.first {
    case "name": ["name"]
    case "speakToAs":
      steps.count > 2 && steps[1] == "pronouns" ? Array(steps[0..<3]) : steps.count == 2 && steps[1] == "grammaticalGender" ? steps : []
    case "anniversaries": steps.count == 4 && steps[2] == "place" && steps[3] == "full" ? steps : []
    case "titles", "addresses", "nicknames", "organizations", "notes", "phones", "emails", "onlineServices", "personalInfo", "links",
      "media", "calendars",
      "directories", "cryptoKeys", "schedulingAddresses", "preferredLanguages":
      steps.count > 1 ? Array(steps[0..<2]) : []
    default: []
    }
  }

  private mutating func localize(_ target: [String], _ patches: [(steps: [String], value: JSON)]) {
    guard var object = patched(target, patches) else {
      for patch in patches { piece(patch.steps, patch.value) }
      return
    }
    // A patch that says how components sound gives them in its own script.
    if patches.contains(where: { $0.steps.last == "phonetic" }) { object.set("phonetic", true) }
    switch target[0] {
    case "name":
      let touched = Set(patches.flatMap { $0.steps.count > 1 ? [$0.steps[1]] : $0.value.members?.map(\.name) ?? [] })
      if !touched.contains("full") { object.set("full", nil) }
      if touched.isDisjoint(with: ["components", "phoneticSystem", "phoneticScript", "sortAs"]) { object.set("components", nil) }
      for part in ["sortAs", "phoneticSystem", "phoneticScript"] where !touched.contains(part) { object.set(part, nil) }
      if !touched.contains("vCardParams") { object.set("vCardParams", nil) }
      name(object)
    case "speakToAs" where target.count == 3: self.object(["speakToAs", "pronouns"], target[2], object)
    case "speakToAs": speak(["grammaticalGender": object])
    case "anniversaries":
      let kind = tree.at(["anniversaries", target[1], "kind"])?.text
      place(Array(target.dropLast()), target[1], ["full": object], kind == "birth" ? "BIRTHPLACE" : "DEATHPLACE")
    default: self.object([target[0]], target[1], object)
    }
  }

  /// The object at `target` with the patches in it; nil where one of them leads nowhere.
  private func patched(_ target: [String], _ patches: [(steps: [String], value: JSON)]) -> JSON? {
    // A map that is none has no entries; nothing is patched within an array (RFC 9553 section 1.4.3).
    for depth in 1..<max(1, target.count) where tree.has(Array(target[..<depth])) {
      guard tree.isEmptyObject(Array(target[..<depth])) != nil else { return nil }
    }
    var object = tree.at(target).map { CardTree($0) }
    for patch in patches {
      let rest = Array(patch.steps.dropFirst(target.count))
      if rest.isEmpty {
        object = CardTree(patch.value)
        continue
      }
      var inner = object ?? CardTree(.object([]))
      object = nil
      guard inner.put(rest, patch.value) else { return nil }
      object = inner
    }
    return object?.json
  }
}
