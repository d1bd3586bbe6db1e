/// Tells the evidence on a pair in words.
struct Explainer {
  private let epoch: Epoch
  private let table: FeatureTable

  init(_ epoch: Epoch, _ table: FeatureTable) { (self.epoch, self.table) = (epoch, table) }

  /// The evidence on two records, of which the ids are given, in words: strongest first, the prior last.
  func evidence(_ score: Score, on link: Link, _ first: String, _ second: String) -> [LinkageEvidence] {
    let (a, b) = (link.a, link.b)
    let spoken = (table.spokenName(a) ?? first, table.spokenName(b) ?? second)
    var out: [LinkageEvidence] = []
    func put(_ signal: LinkageSignal, _ bits: Double, _ text: @autoclosure () -> String) {
      if abs(bits) >= 0.05 { out.append(LinkageEvidence(signal: signal, bits: bits, text: text())) }
    }
    put(.name, score.name, names(score, a, spoken))
    put(.handle, score.handle, handles(a, b))
    put(.email, score.email, mail(a, b))
    put(.phone, score.phone, score.phone > 0 ? "the same telephone number" : "no telephone number in common")
    put(.birth, score.birth, births(score))
    put(.address, score.address, score.address > 0 ? "postal addresses that agree" : "postal addresses that differ")
    put(.employer, score.employer, score.employer > 0 ? "the same employer or mail domain" : "different employers")
    put(.profile, score.profile, "the same profile")
    put(.thread, score.thread, "in the same mail thread")
    put(.generation, score.generation, score.against.contains(.generation) ? "junior and senior" : "only one is marked junior or senior")
    out.sort { abs($0.bits) > abs($1.bits) }
    put(.prior, score.prior, "one of \(epoch.population) people in this book")
    return out
  }

  private func names(_ score: Score, _ a: Int, _ spoken: (String, String)) -> String {
    let both = "\(spoken.0) and \(spoken.1)"
    switch score.relation {
    case .exact:
      let people = table.firstName(table.records[a]).map { epoch.bearers(of: $0) } ?? 0
      return "the same name\(people > 1 ? ", which several records share" : ""): \(both)"
    case .initial: return "names that agree, one with an initial: \(both)"
    case .variant: return "spellings or short forms of one name: \(both)"
    case .partial: return "names that agree in part: \(both)"
    case .contrary: return "names that differ: \(both)"
    case .none: return "nothing in common in the names"
    }
  }

  private func handles(_ a: Int, _ b: Int) -> String {
    let (left, right) = (handles(of: a), handles(of: b))
    for x in left { if let y = right.first(where: { $0.coreHash == x.coreHash }) { return "the same handle \(text(y))" } }
    for (side, others) in [(a, right), (b, left)] {
      for place in table.records[side].names.range {
        for handle in others {
          guard let derived = table.derivation(of: table.form(place), handle.coreHash) else { continue }
          let people = epoch.claimants(derived.hash)
          return "the handle \(text(handle)) is made of the name\(people > 1 ? ", but \(people) people of this book could own it" : "")"
        }
      }
    }
    return "a handle that fits the name"
  }

  private func handles(of record: Int) -> [Handle] { table.records[record].handles.range.map { table.handle($0) } }

  private func text(_ handle: Handle) -> String { table.text(handle.core) + table.text(handle.digits) }

  private func mail(_ a: Int, _ b: Int) -> String {
    let shared = table.mails[table.records[a].mails.range].first { table.has($0.hash, table.records[b]) }
    let crowd = shared.map { epoch.namesBeside(mail: $0.hash) } ?? 0
    return "the same address \(shared.map { table.text($0) } ?? "")\(crowd > 2 ? ", beside \(crowd) names" : "")"
  }

  private func births(_ score: Score) -> String {
    if !score.against.contains(.birth) { return "the same date of birth" }
    return score.birth > 0 ? "dates of birth that differ by a slip of the pen" : "different dates of birth"
  }
}

extension Epoch {
  /// How often the whole name occurs beside different addresses, roughly: 1 when it occurs once.
  func bearers(of form: NameForm) -> Int { Int(max(1, counts.count(form.key))) }
}
