import HTTPTypes
import Hummingbird

/// Header fields of every answer: nothing from elsewhere, no script, no frame, no guessing, no trace in a cache or a referrer.
enum SecurityHeaders {
  static let policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

  private static let fields: [(String, String)] = [
    ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
  ]

  /// Sets them on an answer.
  static func set(on response: inout Response) {
    for (name, value) in fields { if let name = HTTPField.Name(name) { response.headers[name] = value } }
  }
}
