-- Pictures and other files that everybody may see: immutable once they are complete.
create table media (
    id           bigint primary key,
    owner_id     text collate "C" not null,
    file_name    text        not null,
    content_type text        not null,
    size         bigint      not null check (size > 0),
    object_key   text,                          -- null until it has been checked
    etag         text,
    created_at   timestamptz not null default wb_now()
);
create index media_abandoned on media (created_at) where object_key is null;
