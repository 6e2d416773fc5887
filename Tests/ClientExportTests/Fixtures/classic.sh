# Commands written by fluidtop.

# Stream real-time notifications
# GET /notifications/stream
curl -N "http://127.0.0.1:8000/notifications/stream?user_id=$USER_ID" \
  -H 'Accept: text/event-stream'

# Stream file download
# GET /files/{file_id}/download
# Percent-encode FILE_ID: nothing else does it here.
curl -fOJ "http://127.0.0.1:8000/files/$FILE_ID/download"

# Stream a large analytics dataset
# GET /analytics/stream
curl -N 'http://127.0.0.1:8000/analytics/stream' \
  -H 'Accept: application/x-ndjson'

# GET /logs/stream
curl -N 'http://127.0.0.1:8000/logs/stream'

# Answer in deltas
# POST /chat/stream
curl -N 'http://127.0.0.1:8000/chat/stream' \
  -H 'Accept: text/event-stream' \
  -H 'Content-Type: application/json' \
  --data-raw '{"message":"string"}'

# GET /users/{user_id}
curl "http://127.0.0.1:8000/users/$USER_ID"
