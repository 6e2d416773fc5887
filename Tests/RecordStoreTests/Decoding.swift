import StreamDecoding

/// The records of a text, as they come of one reading.
func batch(_ text: String, _ format: StreamFormat = .sse) throws -> RecordBatch {
  var decoder = StreamDecoder(format: format)
  var batch = RecordBatch()
  try decoder.decode(Array(text.utf8), into: &batch)
  try decoder.finish(into: &batch)
  return batch
}
