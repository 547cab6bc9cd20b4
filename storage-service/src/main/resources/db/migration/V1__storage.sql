-- Files in chunks. Everything that two callers could decide differently is decided by one conditional statement here.

-- One row a user: what they may keep, what they keep, and what uploads under way may still become.
create table account (
    user_id    text collate "C" primary key,
    root_id    bigint      not null,
    quota      bigint      not null,
    used       bigint      not null default 0 check (used >= 0),
    reserved   bigint      not null default 0 check (reserved >= 0),
    created_at timestamptz not null default wb_now()
);

-- The end of each user's change log. A row of its own: it is locked last in every transaction, the account's row is not.
create table feed (
    user_id    text collate "C" primary key,
    last_seq   bigint not null default 0,
    oldest_seq bigint not null default 0          -- changes up to here have been forgotten
);

-- What happened, per user, numbered without gaps: the number is taken under the lock of the feed's row, in the transaction of the change itself.
create table change (
    user_id     text collate "C" not null,
    seq         bigint      not null,
    mark        bigint      not null,             -- the same on no other change: tells a cursor of another history from one of this
    at          timestamptz not null default wb_now(),
    type        text        not null,
    node_id     bigint      not null,
    folder      boolean     not null,
    parent_id   bigint,
    name        text        not null,
    version     integer     not null,
    size        bigint      not null,
    etag        text,
    by_user     text        not null,
    conflict_of bigint,
    primary key (user_id, seq)
);

-- A file or a folder. Its id is its identity: a rename or a move changes one row, whatever hangs below.
create table node (
    id          bigint primary key,
    owner_id    text collate "C" not null,
    parent_id   bigint references node,           -- null: the root of an account
    folder      boolean     not null,
    name        text        not null,
    name_key    text collate "C" not null,        -- equal for names that some device would take for the same
    version     integer     not null default 0,   -- the head; 0 for a folder
    size        bigint      not null default 0,   -- of the head
    etag        text,
    created_at  timestamptz not null default wb_now(),
    modified_at timestamptz not null default wb_now(),
    modified_by text        not null,
    deleted_at  timestamptz,                      -- of this node itself; what is below goes with it
    check ((parent_id is null) = (name = ''))
);
create unique index node_name on node (parent_id, name_key) where deleted_at is null;
create index node_children on node (parent_id);
create index node_trash on node (deleted_at) where deleted_at is not null;

-- An immutable state of a file: the ordered list of its chunks, 36 bytes each (SHA-256, length).
create table version (
    id         bigint primary key,
    node_id    bigint      not null references node on delete cascade,
    number     integer     not null,
    size       bigint      not null,
    etag       text        not null,
    manifest   bytea       not null,
    created_at timestamptz not null default wb_now(),
    created_by text        not null,
    unique (node_id, number)
);

-- A chunk that is in the store, verified. The key names this very incarnation, so that a delete that arrives late never meets a later one.
create table chunk (
    hash         bytea       primary key check (length(hash) = 32),
    object_key   text        not null unique,
    size         integer     not null,
    stored_at    timestamptz not null default wb_now(),
    condemned_at timestamptz                      -- the first phase of collection: nobody seemed to need it then
);
create index chunk_condemned on chunk (condemned_at) where condemned_at is not null;

-- Which version needs which chunk. The foreign key is what makes it impossible to collect a chunk that is needed.
create table chunk_use (
    version_id bigint not null references version on delete cascade,
    hash       bytea  not null references chunk,
    owner_id   text collate "C" not null,
    primary key (version_id, hash)
);
create index chunk_use_hash on chunk_use (hash, owner_id);

-- An upload under way.
create table upload (
    id            bigint primary key,
    user_id       text collate "C" not null,
    owner_id      text collate "C" not null,      -- whose folder it is, so who pays
    parent_id     bigint      not null,
    file_name     text        not null,
    node_id       bigint      not null,           -- the file it edits, or the id that the new one will have
    base_version  integer,                        -- the version that the edit started from
    manifest      bytea       not null,
    reserved      bigint      not null,
    state         text        not null default 'open' check (state in ('open', 'committed', 'ended')),
    created_at    timestamptz not null default wb_now(),
    expires_at    timestamptz not null,
    ended_at      timestamptz,
    cleaned       boolean     not null default false,
    result_node   bigint,
    result_version integer,
    conflict_node bigint,
    conflict_name text
);
create index upload_expiry on upload (expires_at) where state = 'open';
create index upload_cleaning on upload (ended_at) where state <> 'open' and not cleaned;
create index upload_of_user on upload (user_id) where state = 'open';

-- What an open upload needs. Once a chunk is stored, the foreign key is a lease on it that lasts as long as the upload.
create table upload_chunk (
    upload_id bigint  not null references upload on delete cascade,
    hash      bytea   not null check (length(hash) = 32),
    size      integer not null,
    stored    bytea   references chunk,
    primary key (upload_id, hash)
);
create index upload_chunk_stored on upload_chunk (stored) where stored is not null;

-- Objects in the store that nothing refers to yet, or no longer: written down before they are made and after they are given up.
create table loose_object (
    object_key   text        primary key,
    remove_after timestamptz not null,
    doomed       boolean     not null default false
);
create index loose_object_due on loose_object (remove_after);

-- Who else may see or edit a node and what is below.
create table share (
    id         bigint primary key,
    node_id    bigint      not null references node on delete cascade,
    user_id    text collate "C" not null,
    user_name  text        not null,
    can_edit   boolean     not null,
    created_at timestamptz not null default wb_now(),
    unique (node_id, user_id)
);
create index share_of_user on share (user_id);
