-- People, as identity.users.v1 tells of them.
--   version    identity's; -1 while a person is known only from a token or from a question to identity
--   followers, following   sizes of the sets in follow, changed in the transaction that changes the set
CREATE TABLE person (
    id           bigint  PRIMARY KEY,
    username     text    NOT NULL,
    display_name text    NOT NULL,
    version      bigint  NOT NULL,
    followers    bigint  NOT NULL DEFAULT 0 CHECK (followers >= 0),
    following    bigint  NOT NULL DEFAULT 0 CHECK (following >= 0)
) WITH (fillfactor = 70);

CREATE INDEX person_username ON person (lower(username));

-- An edge is written while both persons' rows are locked, in the order of their ids: so an edge and a block of the same
-- pair follow one another, and the counters above are exact.
CREATE TABLE follow (
    follower_id bigint      NOT NULL,
    followee_id bigint      NOT NULL,
    since       timestamptz NOT NULL DEFAULT wb_now(),
    PRIMARY KEY (follower_id, followee_id),
    CHECK (follower_id <> followee_id)
);

CREATE INDEX follow_of_followee ON follow (followee_id, follower_id);

CREATE TABLE block (
    blocker_id bigint NOT NULL,
    blocked_id bigint NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id),
    CHECK (blocker_id <> blocked_id)
);

CREATE INDEX block_of_blocked ON block (blocked_id, blocker_id);

CREATE TABLE mute (
    muter_id bigint NOT NULL,
    muted_id bigint NOT NULL,
    PRIMARY KEY (muter_id, muted_id),
    CHECK (muter_id <> muted_id)
);

-- A tweet is never changed, only deleted: the row stays, so that replies keep their place in the tree.
CREATE TABLE tweet (
    id         bigint      PRIMARY KEY,
    author_id  bigint      NOT NULL,
    content    text        NOT NULL,
    media      text[]      NOT NULL,
    hashtags   text[]      NOT NULL,
    mentions   bigint[]    NOT NULL,
    reply_to   bigint      REFERENCES tweet,
    created_at timestamptz NOT NULL DEFAULT wb_now(),
    deleted_at timestamptz
);

CREATE INDEX tweet_replies ON tweet (reply_to, id) WHERE reply_to IS NOT NULL AND deleted_at IS NULL;

-- What stands in timelines: a tweet under its own id, a retweet under an id of its own.
--   pushed   whether it was decided, when it was posted, that workers push it; an entry that is not is pulled by readers
CREATE TABLE entry (
    id        bigint  PRIMARY KEY,
    author_id bigint  NOT NULL,
    tweet_id  bigint  NOT NULL REFERENCES tweet,
    pushed    boolean NOT NULL
);

CREATE INDEX entry_of_author ON entry (author_id, id DESC) INCLUDE (tweet_id);
CREATE INDEX entry_pulled ON entry (author_id, id DESC) INCLUDE (tweet_id) WHERE NOT pushed;
CREATE UNIQUE INDEX entry_of_tweet ON entry (tweet_id, author_id, (id = tweet_id));

-- Authors of at least one entry that is not pushed: the ones that readers have to ask for.
CREATE TABLE pulled_author (
    author_id bigint PRIMARY KEY
);

-- Sizes of the sets tweet_like, entry (retweets) and tweet (replies).
CREATE TABLE tweet_count (
    tweet_id bigint PRIMARY KEY REFERENCES tweet,
    likes    bigint NOT NULL DEFAULT 0,
    retweets bigint NOT NULL DEFAULT 0,
    replies  bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Without a foreign key: a tweet is never removed, and the check of each like would cost more than the like.
CREATE TABLE tweet_like (
    tweet_id bigint      NOT NULL,
    user_id  bigint      NOT NULL,
    at       timestamptz NOT NULL DEFAULT wb_now(),
    PRIMARY KEY (tweet_id, user_id)
);

CREATE INDEX like_of_user ON tweet_like (user_id, at DESC) INCLUDE (tweet_id);
