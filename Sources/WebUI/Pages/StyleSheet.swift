import Scan

/// The one style sheet of all pages.
public enum StyleSheet {
  /// Its bytes, as they travel inside the binary.
  public static var bytes: [UInt8] { Resource.bytes("webui/style.css") ?? [] }
}
