-- What people make of a video. The counts of it stand in the row of the video; each is the size of a set here.

create table video_like (
    video_id bigint           not null references video,
    user_id  text collate "C" not null,
    liked_at timestamptz      not null default wb_now(),
    primary key (video_id, user_id)
);
create index video_like_of_user on video_like (user_id, liked_at desc);

create table comment (
    id         bigint primary key,
    video_id   bigint           not null references video,
    author_id  text collate "C" not null,
    body       text             not null,
    created_at timestamptz      not null default wb_now()
);
create index comment_of_video on comment (video_id, id desc);

-- Whose videos somebody wants to see.
create table subscription (
    subscriber_id text collate "C" not null,
    channel_id    text collate "C" not null,
    since         timestamptz      not null default wb_now(),
    primary key (subscriber_id, channel_id)
);

-- Videos that are gone, until what was left behind by their audience is gone too.
create table forgetting (
    video_id bigint primary key references video
);
