-- Videos and what is made of them. Everything that two nodes could decide differently is decided by one conditional statement here.

create table video (
    id              bigint primary key,
    owner_id        text collate "C" not null,
    title           text        not null,
    description     text        not null default '',
    tags            text[]      not null default '{}',
    file_name       text        not null,
    status          text        not null default 'uploading'
                    check (status in ('uploading', 'transcoding', 'ready', 'failed', 'deleted')),
    failure_code    text,
    failure_message text,
    source_key      text,                          -- what is transcoded, once it has arrived; no client can write it
    source_size     bigint,
    source_sha256   bytea,                         -- what its owner says it has
    duration_ms     bigint,
    progress        integer     not null default 0, -- percent of the work that is done
    pictures        integer,                       -- the attempt that made poster and storyboard
    views           bigint      not null default 0,
    likes           bigint      not null default 0,
    version         bigint      not null default 0, -- grows with every change that is told
    created_at      timestamptz not null default wb_now(),
    ready_at        timestamptz,
    check ((status = 'failed') = (failure_code is not null))
);
create index video_of_owner on video (owner_id, id desc) where status <> 'deleted';
create index video_newest on video (id desc) where status = 'ready';

-- A rendition that plays, from end to end. Rows only ever come.
create table rendition (
    video_id     bigint not null references video,
    rung         integer not null,                 -- the short side, which names it
    width        integer not null,
    height       integer not null,
    codecs       text    not null,
    bandwidth    bigint  not null,                 -- bits a second of its largest segment, measured
    average      bigint  not null,                 -- of all of it
    published_at timestamptz not null default wb_now(),
    primary key (video_id, rung)
);

-- How the bytes of a video arrive; the row goes when they have.
create table upload (
    video_id   bigint primary key references video,
    object_key text        not null,               -- where the client writes to
    s3_upload  text,                               -- the store's name of an upload in parts
    size       bigint,                             -- what the client said
    created_at timestamptz not null default wb_now(),
    expires_at timestamptz not null,
    look_at    timestamptz not null                -- when to see for ourselves whether it is complete
);
create index upload_look on upload (look_at);

-- Objects that are to go, again and again until nobody can be writing them any more.
create table erasure (
    prefix   text primary key,
    begun_at timestamptz not null,
    due_at   timestamptz not null,
    last_at  timestamptz not null
);
create index erasure_due on erasure (due_at);
