-- An upload answers what came of it for a week after its end.
create index upload_forgetting on upload (ended_at) where cleaned;
