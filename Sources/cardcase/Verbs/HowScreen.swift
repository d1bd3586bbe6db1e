import Acts

extension GetYourFiles.Told {
  func screen(_ width: Int) -> [String] {
    var lines = ["Your files from \(service)", ""]
    for (index, step) in steps.enumerated() { lines += Columns.labelled("  \(index + 1)", step, margin: 5, width: width) }
    lines += [""] + Columns.labelled("Takes", wait, width: width) + Columns.labelled("Whose", whose, width: width)
    return lines
  }
}
