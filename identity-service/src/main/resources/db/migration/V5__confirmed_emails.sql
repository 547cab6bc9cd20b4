-- Whose address it is, once that has been shown. An address may stand in many profiles; here it stands once, whatever its
-- case, and only what stands here finds a user. Folded in ASCII only: other letters that look alike are other mailboxes.
create table confirmed_emails (
    address      text collate "C" primary key,
    user_id      bigint      not null unique references users,
    confirmed_at timestamptz not null default wb_now()
);
