import Mail
import Scan
import Testing

private func decode(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return EncodedWord.decode(bytes.span, 0..<bytes.count)
}

@Test(arguments: [
  ("plain", "plain"), ("=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?utf-8?b?R3LDvMOfZQ==?=", "Grüße"), ("=?utf-8?B?R3LDvMOfZQ?=", "Grüße"),
  ("=?iso-8859-1?q?a_b=E9?= c", "a bé c"), ("=?UTF-8?Q?a?= =?UTF-8?Q?b?=", "ab"), ("=?UTF-8?Q?a?=\r\n =?UTF-8?Q?b?=", "ab"),
  ("=?UTF-8?Q?a?= b =?UTF-8?Q?c?=", "a b c"), ("=?UTF-8?Q?=C3?= =?UTF-8?Q?=BC?=", "ü"), ("=?US-ASCII*EN?Q?Keith?=", "Keith"),
  ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"), ("=?gb2312?B?1cXOsA==?=", "张伟"), ("=?x-unknown?Q?a=C3=BCb?=", "aüb"),
  ("=?UTF-8?Q?two words?=", "two words"), ("=?UTF-8?X?abc?=", "=?UTF-8?X?abc?="), ("=?UTF-8?Q?open", "=?UTF-8?Q?open"), ("=?", "=?"),
  ("=?=?=?", "=?=?=?"),
  ("x=?UTF-8?Q?=C3=A9?=y", "xéy"),
])
func `encoded words are decoded`(text: String, expected: String) {
  #expect(decode(text) == expected)
}

@Test func `raw bytes in a header are UTF-8 or else windows-1252`() {
  let latin: [UInt8] = [0x47, 0x72, 0xFC, 0xDF, 0x65]
  let text = EncodedWord.decode(latin.span, 0..<latin.count)
  #expect(text == "Grüße")
}

@Test func `a bomb of encoded words is bounded`() {
  let bomb = (0..<100_000).map { "=?\($0 % 2 == 0 ? "iso-2022-jp" : "gb2312")?Q?a?=" }.joined(separator: " ")
  let before = Platform.cpuMicroseconds
  let text = decode(bomb)
  #expect(text.utf8.count <= bomb.utf8.count)
  #expect(Platform.cpuMicroseconds - before < 10_000_000)
}

@Test(arguments: [
  (" text/plain; charset=\"utf-8\"", "text/plain", "charset", "utf-8"), ("TEXT/HTML; Charset=x; charset=y", "text/html", "charset", "x"),
  ("a/b; name*=utf-8''Gr%C3%BC%C3%9Fe.pdf", "a/b", "name", "Grüße.pdf"), ("a/b; name*0=\"one \"; name*1=two", "a/b", "name", "one two"),
  ("a/b; name*1*=%20two; name*0*=iso-8859-1'de'Gr%FC%DFe", "a/b", "name", "Grüße two"),
  ("a/b; name=\"=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\"", "a/b", "name", "Grüße"),
  ("a/b (comment); x = y ;", "a/b", "x", "y"), ("multipart/mixed; boundary=\"a;b=c\\\"d\"", "multipart/mixed", "boundary", "a;b=c\"d"),
])
func `parameters are read with continuations and charsets`(text: String, value: String, name: String, expected: String) {
  let bytes = Array(text.utf8)
  let type = ContentType.read(bytes.span, 0..<bytes.count)
  #expect(type.value == value)
  #expect(type.parameters[name] == expected)
}
