import ArgumentParser

extension Cardcase {
  /// One a file; the order is that of `help all`.
  static let verbs: [any ParsableCommand.Type] = [
    StartVerb.self, ImportVerb.self, PeopleVerb.self, TiesVerb.self, MayVerb.self, LeaveVerb.self, ReadyVerb.self, UndoVerb.self,
    DemoVerb.self, InitVerb.self,
    UnlockVerb.self, LockVerb.self, ShowVerb.self, AddressesVerb.self, DuplicatesVerb.self, MergeVerb.self, SplitVerb.self, AddVerb.self,
    EditVerb.self,
    NoteVerb.self, TagVerb.self, LogVerb.self, TenureVerb.self, AgreementVerb.self, AccountVerb.self, ConsentVerb.self, ClausesVerb.self,
    MessageVerb.self,
    AskVerb.self, PrecedentVerb.self,
    DemandVerb.self, LawVerb.self, KeepVerb.self, HoldVerb.self, DueVerb.self, ConvertVerb.self, ExportVerb.self, LedgerVerb.self,
    DoctorVerb.self, ServeVerb.self,
    ProposalsVerb.self,
  ]
}
