-- A cart belongs to a user, or to whoever holds its cookie, of which only the SHA-256 is kept.
create table cart (
    id          bigint primary key,
    user_id     text collate "C" unique,
    cookie_hash bytea unique,
    touched_at  timestamptz not null default wb_now(),
    check ((user_id is null) <> (cookie_hash is null))
);

create index cart_left_alone on cart (touched_at) where cookie_hash is not null;

-- A product is in a cart once, however often it was added.
create table cart_line (
    cart_id    bigint not null references cart on delete cascade,
    product_id bigint not null references product,
    quantity   bigint not null check (quantity between 1 and 999),
    added_at   timestamptz not null default wb_now(),
    primary key (cart_id, product_id)
);
