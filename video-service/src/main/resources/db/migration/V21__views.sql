-- Who has watched what. The key is what makes a view count once, whatever is delivered how often.
create table watched (
    video_id   bigint           not null references video,
    session_id text collate "C" not null,
    viewer     text collate "C" not null,           -- the user, or the session of who is not signed in
    at         timestamptz      not null,
    primary key (video_id, session_id)
);
create index watched_lately on watched (video_id, at desc);
create index watched_by on watched (viewer, at desc);
create index watched_at on watched (at);

-- Views that are counted but not yet in the row of their video: rows come with each batch and go with each folding.
create table view_delta (
    id       bigint generated always as identity primary key,
    video_id bigint  not null,
    views    integer not null
);
create index view_delta_of_video on view_delta (video_id);
