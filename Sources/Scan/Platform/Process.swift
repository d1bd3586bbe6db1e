internal import CPlatform

/// What the running process knows of itself and its terminal.
public enum Platform {
  /// Columns of the terminal behind a file descriptor; nil when there is none.
  public static func terminalColumns(_ descriptor: Int32) -> Int? {
    let columns = cardcase_terminal_columns(descriptor)
    return columns > 0 ? Int(columns) : nil
  }

  /// CPU time used so far, in microseconds.
  public static var cpuMicroseconds: Int64 { cardcase_cpu_microseconds() }
}
