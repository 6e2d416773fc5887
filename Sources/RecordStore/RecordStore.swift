/// RecordStore.
