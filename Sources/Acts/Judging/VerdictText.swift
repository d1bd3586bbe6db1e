public import Book
import Policy

/// The words of a verdict, for whoever prints it.
public enum VerdictText {
  /// Answer, reasons, how, what is not sure; with `why` all reasons and what was set aside.
  public static func of(_ verdict: Verdict, why: Bool) -> String { verdict.text(why: why) }
}
