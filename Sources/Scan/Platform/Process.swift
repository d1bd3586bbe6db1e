internal import CPlatform

/// What the running process knows of itself and its terminal.
public enum Platform {
  /// Columns of the terminal behind a file descriptor; nil when there is none.
  public static func terminalColumns(_ descriptor: Int32) -> Int? {
    let columns = cardcase_terminal_columns(descriptor)
    return columns > 0 ? Int(columns) : nil
  }

  /// Lets the heap keep what is given back to it and grow in larger steps: for work that fills and empties large tables.
  public static func keepHeap() { cardcase_keep_heap() }

  /// CPU time that this thread has used so far, in microseconds: what other threads do meanwhile does not count.
  public static var cpuMicroseconds: Int64 { cardcase_cpu_microseconds() }
}
