/// A library that lends its books: classes, dictionaries, arrays and closures, in Embedded Swift.
final class Book {
    let title: String
    let pages: Int
    private(set) var readers: [Int] = []

    init(_ title: String, pages: Int) {
        self.title = title
        self.pages = pages
    }

    func lend(to reader: Int) {
        readers.append(reader)
    }
}

@c(_start)
public func start() {
    let books = [
        Book("Flatland", pages: 96), Book("Erewhon", pages: 259), Book("Utopia", pages: 135),
    ]
    var pagesByReader: [Int: Int] = [:]
    for day in 1...100 {
        let book = books[day * day % books.count]
        let reader = day * 7 % 5
        book.lend(to: reader)
        pagesByReader[reader, default: 0] += book.pages
    }
    for book in books {
        let last = book.readers.last.map { "last to reader \($0)" } ?? "to nobody"
        print("\(book.title): \(book.readers.count) loans, \(last)")
    }
    for (reader, pages) in pagesByReader.sorted(by: { $0.key < $1.key }) {
        print("reader \(reader) was lent \(pages) pages")
    }
    print("primes below 10000: \(primes(below: 10_000).count)")
}

func primes(below limit: Int) -> [Int] {
    var isComposite = [Bool](repeating: false, count: limit)
    return (2..<limit).filter { number in
        guard !isComposite[number] else { return false }
        for multiple in stride(from: number * number, to: limit, by: number) {
            isComposite[multiple] = true
        }
        return true
    }
}
