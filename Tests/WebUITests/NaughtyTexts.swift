/// Texts that have broken pages elsewhere, of our own writing.
enum NaughtyTexts {
  /// A sign that Unicode keeps for no letter; it cannot be written in a literal.
  private static func none(_ value: UInt32) -> String { Unicode.Scalar(value).map { String($0) } ?? "" }

  static let all: [String] = [
    "<script>steal()</script>", "</script><script>x()</script>", "\"><img src=x onerror=go()>", "' onmouseover='go()",
    "\" autofocus onfocus=\"go()",
    "</title><h1>taken over</h1>", "</bdi></p></main><main>", "<!-- hides the rest", "--><b>", "<![CDATA[<b>]]>", "]]>", "<?php echo 1 ?>",
    "<svg/onload=go()>",
    "<math><mtext></mtext></math>", "<style>*{display:none}</style>", "<base href=//elsewhere.example>",
    "<meta http-equiv=refresh content=0>",
    "<iframe src=javascript:go()>", "<form action=//elsewhere.example>", "<textarea>", "<plaintext>", "<noscript>", "<template>",
    "<a href=x>",
    "javascript:go()", "JaVaScRiPt:go()", " javascript:go()", "java\tscript:go()", "data:text/html,<b>x</b>", "vbscript:x",
    "file:///etc/hostname",
    "//elsewhere.example/x", "https://elsewhere.example/\"onclick=\"go()", "https://good.example@evil.example/",
    "mailto:a@b.example?bcc=c@d.example",
    "a@b.example?bcc=c@d.example", "+44 20 7946 0958;phone-context=x", "tel:123", "&lt;b&gt;", "&amp;lt;", "&#60;b&#62;", "&", "&&", "&x",
    "&;", "<", ">", "<<", "\"", "'",
    "`", "${x}", "{{x}}", "<%= x %>", "\u{0}", "a\u{0}b", "\u{1}\u{8}\u{B}\u{C}\u{1F}", "\u{7F}\u{85}\u{9F}", "\r\nSet-Cookie: a=b",
    "line\nline", "\ttab",
    "\u{202E}evods gnorw\u{202C}", "\u{200F}\u{200E}", "\u{FEFF}start", none(0xFFFE), none(0xFFFF), none(0xFDD0), none(0x1FFFE),
    "e\u{301}\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦", "ﷺ", "Zoë Ní Bhriain",
    "Łódź", "محمد الفارسي", "山田太郎", "O'Brien & Sons <Dublin> \"Ltd\"", "= 1+1", "+SUM(A1)", "@cmd", "-2+3", "%00", "%3Cb%3E", "..",
    "../../etc/passwd", "..\\..\\x",
    "/", "?", "#", "a?b=c#d", "p-7k3q9xw2m4ab", "null", "undefined", "NaN", "", " ", "\u{3000}", String(repeating: "<b>", count: 500),
    String(repeating: "W", count: 3_000),
  ]
}
