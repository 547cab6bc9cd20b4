-- Guesses at a link's password in the present window: charged before the password is looked at, given back when it was right.
create table password_guess (
    short_key text collate "C" primary key,
    since     timestamptz not null,
    guesses   integer     not null
);
