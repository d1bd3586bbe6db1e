/// What words or deeds do, in the closed vocabulary of `input_vocabulary.yaml`.
public enum ContentWord: String, Sendable, CaseIterable {
  case neutralNotice = "neutral_notice"
  case jobNews = "job_news"
  case launchNews = "launch_news"
  case competingLaunch = "competing_launch"
  case generalAdvertisement = "general_advertisement"
  case genericPlatformText = "generic_platform_text"
  case answersWhenAsked = "answers_when_asked"
  case acceptanceOnly = "acceptance_only"
  case packetOnRequest = "packet_on_request"
  case namesPubliclyKnown = "names_publicly_known"
  case noAgreement = "no_agreement"
  case noPolicy = "no_policy"
  case noProof = "no_proof"
  case personalProfile = "personal_profile"
  case platformContacts = "platform_contacts"
  case brandInHandle = "brand_in_handle"
  case companyPages = "company_pages"
  case companyGroups = "company_groups"
  case writtenOwnershipAgreement = "written_ownership_agreement"
  case writtenDeletionDuty = "written_deletion_duty"
  case overbroadClause = "overbroad_clause"
  case invitationToContact = "invitation_to_contact"
  case invitationToLook = "invitation_to_look"
  case callToAction = "call_to_action"
  case praiseOfOffer = "praise_of_offer"
  case comparisonOfOffers = "comparison_of_offers"
  case offerOfHelp = "offer_of_help"
  case recommendsNewFirm = "recommends_new_firm"
  case urgeToFollow = "urge_to_follow"
  case asksForBusiness = "asks_for_business"
  case asksToMoveAccounts = "asks_to_move_accounts"
  case promptsReplies = "prompts_replies"
  case followedByBids = "followed_by_bids"
  case followUpCalls = "follow_up_calls"
  case oralContact = "oral_contact"
  case beyondWrittenNotice = "beyond_written_notice"
  case recruits
  case exportedFile = "exported_file"
  case uploadWhileEmployed = "upload_while_employed"
  case keptOnEmployerSystem = "kept_on_employer_system"
  case businessTakenBack = "business_taken_back"
  case soldGoodwill = "sold_goodwill"
}

/// How far words go from telling to asking.
public enum Tone: Int, Sendable, Comparable {
  /// They tell that one left, and how to be found.
  case announcement
  /// They go further than telling, and short of asking.
  case borderline
  /// They ask, urge, praise or compare enough to seek the business or the people.
  case solicitation

  /// Less seeking comes first.
  public static func < (a: Tone, b: Tone) -> Bool { a.rawValue < b.rawValue }
}

extension ContentWord {
  /// How much a word seeks the other's business, in points: 4 is enough by itself, 2 makes a text borderline. The rulings name asking,
  /// urging, recommending and comparing as solicitation itself; inviting, praising, helping and following up as parts of it that add up;
  /// notice, news, the network's own text and answering as none of it.
  var seeking: Int {
    switch self {
    case .asksForBusiness, .asksToMoveAccounts, .callToAction, .urgeToFollow, .recruits, .recommendsNewFirm, .comparisonOfOffers,
      .beyondWrittenNotice, .competingLaunch:
      4
    case .invitationToContact, .offerOfHelp, .praiseOfOffer, .promptsReplies, .followedByBids, .followUpCalls: 3
    case .invitationToLook: 2
    case .oralContact, .launchNews: 1
    default: 0
    }
  }

  /// Words that seek a person's business or company whoever reads them; the others lose half their weight where nobody was picked.
  var seeksWhoeverReads: Bool {
    switch self {
    case .asksForBusiness, .asksToMoveAccounts, .callToAction, .urgeToFollow: true
    default: false
    }
  }

  /// How far these words go. `toWhoeverReads`: a post or a profile that picks nobody. `picked`: an advertisement sent to picked people is none to everybody.
  static func tone(of words: [ContentWord], toWhoeverReads: Bool, picked: Bool) -> Tone {
    var points = 0
    let advertisement = words.contains(.generalAdvertisement) && !picked
    for word in Set(words) {
      let weight = word == .generalAdvertisement && picked ? 3 : word.seeking
      // An advertisement to everybody asks everybody for business: that alone picks nobody.
      let addressed = word.seeksWhoeverReads && !(advertisement && word == .asksForBusiness)
      points += toWhoeverReads && !addressed ? weight / 2 : weight
    }
    return points >= 4 ? .solicitation : points >= 2 ? .borderline : .announcement
  }
}

extension RulingInput {
  /// How far the words of this input go.
  var tone: Tone { ContentWord.tone(of: content, toWhoeverReads: isToWhoeverReads, picked: targeted) }

  /// Nobody was picked: a post, a profile, or words to whoever reads them.
  var isToWhoeverReads: Bool { !targeted && (kind == .publicPost || kind == .profileUpdate || audience == .public || audience == .mixed) }
}
