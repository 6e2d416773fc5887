/// Looks at one record after the other of a store, and finds a slab once for all of its records.
public struct RecordReader {
  private let store: RecordStore
  private var slab: RecordSlab?

  /// Of a store as it is now.
  public init(_ store: RecordStore) { self.store = store }

  /// The record of that number, which has to be one of the store's `indices`.
  public mutating func record(_ number: Int) -> StoredRecord {
    if let slab, slab.records.contains(number) {
      return StoredRecord(number: number, slab: slab, index: number - slab.firstRecord)
    }
    let found = store.slab(of: number)
    slab = found
    return StoredRecord(number: number, slab: found, index: number - found.firstRecord)
  }
}
