import VCard

/// A postal address of a card; Book has one of the same name.
typealias CardAddress = PostalAddress
