import VCard

/// The address of a card; named apart from the book's own noun.
typealias CardAddress = PostalAddress
