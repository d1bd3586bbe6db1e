internal import Scan

/// Tells what one line of a signature is.
enum SignatureLine {
  typealias Fact = SignatureBlock.Fact

  /// Phones, addresses and web pages of a line; several may stand in one, separated by bars, commas or bullets.
  static func read(_ line: String, _ number: Int) -> [Fact] {
    guard line.utf8.count <= 300, mayTell(line.utf8.span) else { return [] }
    var facts: [Fact] = []
    for piece in pieces(line) {
      if let mail = AddressFinder.addresses(in: piece).first {
        facts.append(Fact(kind: .mail, value: mail, line: number))
      } else if let web = web(piece) {
        facts.append(Fact(kind: .web, value: web, line: number))
      } else if let (kind, phone) = phone(piece) {
        facts.append(Fact(kind: kind, value: phone, line: number))
      }
    }
    return facts
  }

  /// Whether there are the digits of a phone number in a line, an `@` or the beginning of a web page's address.
  private static func mayTell(_ line: Span<UInt8>) -> Bool {
    var digits = 0
    for i in 0..<line.count {
      let byte = line[i]
      if ASCII.isDigit(byte) { digits += 1 }
      if byte == 64 || digits == 7 || byte == 47 && line.has("//", at: i) { return true }
      if byte | 0x20 == 119, i + 4 <= line.count, line.spells("www.", in: i..<i + 4) { return true }
    }
    return false
  }

  private static func pieces(_ line: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    for scalar in line.unicodeScalars {
      if scalar == "|" || scalar == "•" || scalar == "·" || scalar == ";" || scalar == "\t" || scalar == "∙" {
        pieces.append(ASCII.trim(piece))
        piece = ""
      } else {
        piece.unicodeScalars.append(scalar)
      }
    }
    pieces.append(ASCII.trim(piece))
    return pieces.filter { !$0.isEmpty }.flatMap(splitAtLabels)
  }

  /// `Tel: 1 Fax: 2` and `Tel. 1, Fax 2` are two pieces.
  private static func splitAtLabels(_ piece: String) -> [String] {
    let words = piece.split(separator: " ").map(String.init)
    var parts: [[String]] = [[]]
    for word in words {
      if label(word) != nil, let last = parts.last, last.contains(where: { $0.utf8.contains(where: ASCII.isDigit) }) { parts.append([]) }
      parts[parts.count - 1].append(word)
    }
    return parts.map { $0.joined(separator: " ") }
  }

  private static let labels: [String: SignatureBlock.Kind] = [
    "tel": .phone, "telephone": .phone, "telefon": .phone, "phone": .phone, "ph": .phone, "t": .phone, "p": .phone, "office": .phone,
    "o": .phone,
    "direct": .phone, "work": .phone, "d": .phone, "fon": .phone, "tlf": .phone, "telefono": .phone, "tfn": .phone, "main": .phone,
    "voice": .phone,
    "mobile": .mobile, "mob": .mobile, "cell": .mobile, "m": .mobile, "c": .mobile, "mobil": .mobile, "handy": .mobile,
    "cellphone": .mobile, "portable": .mobile,
    "fax": .fax, "f": .fax, "telefax": .fax, "facsimile": .fax,
  ]

  private static func label(_ word: String) -> SignatureBlock.Kind? {
    var text = Fold.string(word)
    while let last = text.utf8.last, last == 58 || last == 46 || last == 41 || last == 45 { text.removeLast() }
    if text.hasPrefix("(") { text.removeFirst() }
    return labels[text]
  }

  /// A phone number: 7 to 15 digits (E.164) with what people put between them, a label before or in brackets behind it.
  static func phone(_ piece: String) -> (SignatureBlock.Kind, String)? {
    var kind = SignatureBlock.Kind.phone
    var labelled = false
    var text = piece
    let opening = piece.utf8.firstIndex { ASCII.isDigit($0) || $0 == 43 || $0 == 40 }
    if let digit = opening {
      let before = String(piece[..<digit])
      let words = before.split { $0 == " " || $0 == ":" || $0 == "/" }
      for word in words {
        guard let known = label(String(word)) else { continue }
        kind = known
        labelled = true
      }
      let letters = before.utf8.count { ASCII.isLetter($0) }
      guard labelled ? letters <= 24 : letters == 0 else { return nil }
      text = String(piece[digit...])
    }
    var end = text.utf8.startIndex
    var digits = 0
    for index in text.utf8.indices {
      let byte = text.utf8[index]
      if ASCII.isDigit(byte) { digits += 1 } else if !" +-./()".utf8.contains(byte) { break }
      end = text.utf8.index(after: index)
    }
    let behind = Fold.string(String(text[end...]))
    let extensionFollows = behind.hasPrefix("ext") || behind.hasPrefix("x")
    let lettersBehind = behind.utf8.count { ASCII.isLetter($0) }
    guard (7...15).contains(digits), extensionFollows || lettersBehind <= 12 else { return nil }
    if !labelled, let known = label(behind.filter { $0.isLetter }) { (kind, labelled) = (known, true) }
    let number = ASCII.trim(String(text[..<end]))
    guard labelled || isLikelyPhone(number, digits) else { return nil }
    return (kind, extensionFollows ? ASCII.trim(text) : number.hasSuffix("(") ? ASCII.trim(String(number.dropLast())) : number)
  }

  /// Without a label: international, or grouped as phones are; dates and plain numbers are none.
  private static func isLikelyPhone(_ text: String, _ digits: Int) -> Bool {
    if text.hasPrefix("+") || text.hasPrefix("(") { return digits >= 8 }
    let groups = text.split { !$0.isNumber }
    if groups.count == 3, groups.allSatisfy({ $0.count <= 2 || $0.count == 4 }), digits == 8 { return false }
    return groups.count >= 3 && digits >= 9
  }

  private static func web(_ piece: String) -> String? {
    for word in piece.split(separator: " ") {
      let text = ASCII.lower(String(word))
      if text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("www.") {
        var value = String(word)
        while let last = value.utf8.last, last == 46 || last == 44 || last == 41 || last == 62 { value.removeLast() }
        return value.utf8.count > 6 && value.utf8.count <= 200 ? value : nil
      }
    }
    return nil
  }

  private static let companyEnds: Set<String> = [
    "inc", "ltd", "llc", "llp", "gmbh", "ag", "kg", "corp", "corporation", "company", "co", "plc", "sa", "sas", "sarl", "srl", "spa", "bv",
    "nv", "ab", "as",
    "oy", "aps", "pty", "limited", "group", "partners", "consulting", "university", "universitat", "institute", "bank", "se", "ohg", "ug",
    "ev", "lp",
  ]

  static func isCompany(_ line: String, address: String) -> Bool {
    let words = Fold.words(line)
    guard (1...7).contains(words.count), line.utf8.count <= 70, !line.hasSuffix("?") else { return false }
    if words.count > 1, let last = words.last, companyEnds.contains(last) { return true }
    // The firm's name is often the domain of the address: `Ann Lee <ann@northwind.example>`, `Northwind Traders`.
    guard let at = address.lastIndex(of: "@") else { return false }
    let domain = Fold.words(String(address[address.index(after: at)...])).filter { $0.count >= 4 && !freeMail.contains($0) }.dropLast()
    return domain.contains { label in words.contains { $0 == label } || words.joined() == label }
  }

  private static let freeMail: Set<String> = [
    "gmail", "hotmail", "outlook", "yahoo", "googlemail", "icloud", "live", "mail", "proton", "protonmail", "aol", "msn", "web", "gmx",
  ]

  private static let titleWords: Set<String> = [
    "manager", "director", "president", "engineer", "officer", "consultant", "analyst", "head", "lead", "partner", "associate", "assistant",
    "ceo", "cto",
    "cfo", "coo", "cio", "vp", "founder", "professor", "lecturer", "developer", "architect", "attorney", "counsel", "lawyer", "specialist",
    "coordinator",
    "executive", "secretary", "buyer", "purchasing", "sales", "marketing", "geschaftsfuhrer", "geschaftsfuhrerin", "leiter", "leiterin",
    "berater",
    "beraterin", "ingenieur", "directeur", "directrice", "responsable", "gerente", "direttore", "scientist", "researcher", "chairman",
    "supervisor",
    "administrator", "designer", "technician", "accountant", "controller", "editor", "operations", "planner", "principal", "advisor",
    "adviser", "owner",
    "procurement", "representative", "trader", "chef", "projektleiter", "projektleiterin", "vertrieb", "einkauf", "chief", "treasurer",
    "student",
  ]

  static func isTitle(_ line: String) -> Bool {
    let words = Fold.words(line)
    guard (1...10).contains(words.count), line.utf8.count <= 80, !line.hasSuffix("."), !line.hasSuffix("?"), !line.hasSuffix("!") else {
      return false
    }
    return words.contains { titleWords.contains($0) } && !words.contains("i") && !words.contains("you")
  }

  /// `Head of Purchasing, Northwind Ltd` and `Engineer at Northwind` are both.
  static func titleAndCompany(_ line: String, _ number: Int) -> [Fact]? {
    guard isTitle(line) else { return nil }
    for separator in [" at ", " @ ", ", ", " - ", " bei "] {
      let bytes = Array(line.utf8)
      guard let place = find(separator, in: bytes) else { continue }
      let title = bytes.span.string(0..<place)
      let rest = bytes.span.string(place + separator.utf8.count..<bytes.count)
      let isFirm =
        separator == " at " || separator == " @ " || separator == " bei " || Fold.words(rest).last.map { companyEnds.contains($0) } ?? false
      if isFirm, isTitle(title) {
        return [Fact(kind: .title, value: title, line: number), Fact(kind: .company, value: rest, line: number)]
      }
    }
    return nil
  }

  private static func find(_ pattern: String, in bytes: [UInt8]) -> Int? {
    let wanted = Array(pattern.utf8)
    guard bytes.count >= wanted.count else { return nil }
    return (0...(bytes.count - wanted.count)).first { Array(bytes[$0..<$0 + wanted.count]) == wanted }
  }

  private static let streetWords: Set<String> = [
    "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "blvd", "boulevard", "square", "way", "suite", "floor", "box", "rue",
    "calle", "via",
    "platz", "allee", "weg", "plaza", "court", "parkway", "pkwy", "highway", "gata", "gatan", "place",
  ]

  /// A street or a place with its postcode: some digits, some letters, and a word for a street or a comma with a number.
  static func isStreet(_ line: String) -> Bool {
    guard line.utf8.count <= 120, line.utf8.contains(where: ASCII.isDigit) else { return false }
    let words = Fold.words(line)
    guard words.count >= 2, words.count <= 14, words.contains(where: { $0.count >= 3 && $0.utf8.allSatisfy { !ASCII.isDigit($0) } }) else {
      return false
    }
    if words.contains(where: {
      streetWords.contains($0) || $0.hasSuffix("strasse") || $0.hasSuffix("str") || $0.hasSuffix("straat") || $0.hasSuffix("gasse")
    }) {
      return true
    }
    // `Houston, TX 77002`, `80331 Munchen`
    let postcode = words.contains { $0.count >= 4 && $0.count <= 6 && $0.utf8.allSatisfy(ASCII.isDigit) }
    return postcode && (line.contains(",") || words.first.map { $0.utf8.allSatisfy(ASCII.isDigit) } ?? false) && words.count <= 6
  }
}
