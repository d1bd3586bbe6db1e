public import Scan

extension Day {
  /// The next Monday to Friday after this day. Public holidays are not known here.
  public var nextWorkday: Day {
    var day = adding(days: 1)
    while day.weekday > 4 { day = day.adding(days: 1) }
    return day
  }

  /// The last Monday to Friday before this day.
  public var previousWorkday: Day {
    var day = adding(days: -1)
    while day.weekday > 4 { day = day.adding(days: -1) }
    return day
  }
}
