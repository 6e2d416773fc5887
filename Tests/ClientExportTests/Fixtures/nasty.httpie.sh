# Commands written by fluidtop.

# Ends the comment */ alert(`1`) /*
# DELETE /items/{rest:path}
# Percent-encode REST: nothing else does it here.
# HTTPie drops a backslash before : ; = or @ in X_TOKEN.
http --ignore-stdin DELETE "$BASE_URL/items/$REST" \
  "X-Token: $X_TOKEN"

# GET /2fa
http --ignore-stdin --stream GET "$BASE_URL/2fa?a%22b%5C=$A_B" \
  'Accept:text/event-stream'

# GET /items
http --ignore-stdin GET "$BASE_URL/items"

# POST /items
http --ignore-stdin POST "$BASE_URL/items"

# GET /v2/items
http --ignore-stdin --stream GET "$BASE_URL/v2/items" \
  'Accept:application/x-ndjson'

# GET /fetch
http --ignore-stdin --stream GET "$BASE_URL/fetch"

# GET /поток
http --ignore-stdin GET "$BASE_URL/%D0%BF%D0%BE%D1%82%D0%BE%D0%BA"

# PUT /books/{id}
# Percent-encode ID: nothing else does it here.
http --ignore-stdin PUT "$BASE_URL/books/$ID" \
  'Content-Type:application/json' \
  --raw='{"title":"string"}'

# GET /chat
http --ignore-stdin --stream GET "$BASE_URL/chat" \
  'Accept:text/event-stream'

# POST /upload
http --ignore-stdin --multipart POST "$BASE_URL/upload" \
  'file@file.bin'

# PUT /blob/{key}
# Percent-encode KEY: nothing else does it here.
# The body is the file body.bin: write it first.
http --ignore-stdin PUT "$BASE_URL/blob/$KEY" \
  'Content-Type:application/octet-stream' \
  '@body.bin'
