-- The work on a video. A task belongs to whoever holds its attempt; every write of a worker names the attempt it is for.
create table task (
    video_id      bigint      not null references video,
    name          text        not null,
    kind          text        not null check (kind in ('inspect', 'section', 'sound', 'pictures')),
    priority      integer     not null,             -- the lowest first
    section       integer     not null default 0,
    first_segment integer     not null default 0,
    first_frame   bigint      not null default 0,
    frames        integer     not null default 0,
    rungs         integer[]   not null default '{}', -- the renditions that are made of this section at once
    state         text        not null default 'open' check (state in ('waiting', 'open', 'running', 'done')),
    attempt       integer     not null default 0,
    failures      integer     not null default 0,
    worker        text,
    leased_until  timestamptz,
    not_before    timestamptz not null default wb_now(),
    primary key (video_id, name)
);
create index task_next on task (priority, video_id, section) where state in ('open', 'running');

-- What is in the source, once it has been looked at.
create table source (
    video_id     bigint primary key references video,
    object_key   text    not null,                  -- the upload, or a copy with an index if that has none
    stream       integer not null,
    audio_stream integer,
    width        integer not null,
    height       integer not null,
    fps_num      integer not null,
    fps_den      integer not null,
    frames       bigint  not null,
    sections     integer not null
);

-- What one attempt made of one section of one rendition; rung 0 is the sound. The one row there is names the attempt whose objects count.
create table piece (
    video_id bigint    not null references video,
    rung     integer   not null,
    section  integer   not null,
    attempt  integer   not null,
    init     text      not null,                    -- names the bytes that initialise a decoder
    codec    text      not null,
    seconds  float8[]  not null,                    -- of each segment
    bytes    integer[] not null,
    primary key (video_id, rung, section)
);
