/// StreamDecoding.
