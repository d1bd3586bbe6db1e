/// Tells the evidence on a pair in words.
struct Explainer {
  private let scorer: PairScorer

  init(_ scorer: PairScorer) { self.scorer = scorer }

  func pair(_ link: Link, _ a: Features, _ b: Features, isMerge: Bool) -> LinkageAnswer.Pair {
    LinkageAnswer.Pair(a: a.id, b: b.id, bits: link.score.bits, isMerge: isMerge, evidence: evidence(link.score, a, b))
  }

  /// The evidence, strongest first, the prior last.
  func evidence(_ score: Score, _ a: Features, _ b: Features) -> [LinkageEvidence] {
    var out: [LinkageEvidence] = []
    func put(_ signal: LinkageSignal, _ bits: Double, _ text: @autoclosure () -> String) {
      if abs(bits) >= 0.05 { out.append(LinkageEvidence(signal: signal, bits: bits, text: text())) }
    }
    put(.name, score.name, names(score, a, b))
    put(.handle, score.handle, handles(a, b))
    put(.email, score.email, mail(a, b))
    put(.phone, score.phone, score.phone > 0 ? "the same telephone number" : "no telephone number in common")
    put(.birth, score.birth, births(score, a, b))
    put(.address, score.address, score.address > 0 ? "postal addresses that agree" : "postal addresses that differ")
    put(.employer, score.employer, score.employer > 0 ? "the same employer or mail domain" : "different employers")
    put(.profile, score.profile, "the same profile")
    put(.thread, score.thread, "in the same mail thread")
    put(.generation, score.generation, score.against.contains(.generation) ? "junior and senior" : "only one is marked junior or senior")
    out.sort { abs($0.bits) > abs($1.bits) }
    put(.prior, score.prior, "one of \(scorer.epoch.population) people in this book")
    return out
  }

  private func names(_ score: Score, _ a: Features, _ b: Features) -> String {
    let both = "\(a.spokenName) and \(b.spokenName)"
    switch score.relation {
    case .exact:
      let people = a.names.first.map { scorer.epoch.bearers(of: $0) } ?? 0
      return "the same name\(people > 1 ? ", which several records share" : ""): \(both)"
    case .initial: return "names that agree, one with an initial: \(both)"
    case .variant: return "spellings or short forms of one name: \(both)"
    case .partial: return "names that agree in part: \(both)"
    case .contrary: return "names that differ: \(both)"
    case .none: return "nothing in common in the names"
    }
  }

  private func handles(_ a: Features, _ b: Features) -> String {
    for x in a.handles {
      if let y = b.handles.first(where: { $0.coreHash == x.coreHash }) { return "the same handle \(y.core)\(y.digits)" }
    }
    for (side, other) in [(a, b), (b, a)] {
      for form in side.names {
        for handle in other.handles {
          guard let derived = form.derived.first(where: { $0.hash == handle.coreHash }) else { continue }
          let people = scorer.epoch.claimants(derived.hash)
          return
            "the handle \(handle.core)\(handle.digits) is made of the name\(people > 1 ? ", but \(people) people of this book could own it" : "")"
        }
      }
    }
    return "a handle that fits the name"
  }

  private func mail(_ a: Features, _ b: Features) -> String {
    let shared = a.mails.first { mail in b.mails.contains { $0.hash == mail.hash } }
    let crowd = shared.map { scorer.epoch.namesBeside(mail: $0.hash) } ?? 0
    return "the same address \(shared?.text ?? "")\(crowd > 2 ? ", beside \(crowd) names" : "")"
  }

  private func births(_ score: Score, _ a: Features, _ b: Features) -> String {
    if !score.against.contains(.birth) { return "the same date of birth" }
    return score.birth > 0 ? "dates of birth that differ by a slip of the pen" : "different dates of birth"
  }
}

extension Features {
  /// The name, folded, for a sentence; the address where there is none.
  var spokenName: String {
    names.first?.spoken ?? mails.first?.text ?? id
  }
}

extension Epoch {
  /// How often the whole name occurs beside different addresses, roughly: 1 when it occurs once.
  func bearers(of form: NameForm) -> Int { Int(max(1, counts.count(form.key))) }
}
