-- Where somebody wants things sent to.
create table address (
    id         bigint primary key,
    user_id    text collate "C" not null,
    place      jsonb not null,
    created_at timestamptz not null default wb_now()
);

create index address_of_user on address (user_id, id);

-- An order, which is also its saga: status is what the buyer is told, payment is how far the money is.
--   reserved_until  when units that are not paid for go back
--   refund_no       which refund is being asked for; a declined one is asked for again under the next number
--   due_at          when the sweep looks at it: a reservation ends, or billing is asked again; null when nothing is open
--   asked           how often billing was asked since it last answered
create table orders (
    id             bigint primary key,
    buyer_id       text collate "C" not null,
    status         text   not null check (status in ('pending', 'paid', 'shipped', 'delivered', 'failed', 'cancelled', 'refunded')),
    payment        text   not null check (payment in ('asked', 'unknown', 'captured', 'declined', 'refunding', 'refunded')),
    total_minor    bigint not null check (total_minor > 0),
    currency       text   not null check (currency ~ '^[A-Z]{3}$'),
    method         text   not null,
    ship_to        jsonb  not null,
    reserved_until timestamptz not null,
    refund_no      int    not null default 0,
    due_at         timestamptz,
    asked          int    not null default 1,
    version        bigint not null default 0,
    placed_at      timestamptz not null default wb_now(),
    updated_at     timestamptz not null default wb_now(),
    -- What may never be true together.
    check (payment <> 'captured' or status in ('paid', 'shipped', 'delivered')),
    check (status <> 'pending' or payment in ('asked', 'unknown')),
    check ((status = 'refunded') <= (payment = 'refunded')),
    check ((due_at is null) = (payment in ('captured', 'declined', 'refunded')))
) with (fillfactor = 80);

create index orders_of_buyer on orders (buyer_id, id);
create index orders_due on orders (due_at) where due_at is not null;

-- What was ordered, at the price of that moment.
create table order_line (
    order_id    bigint not null references orders,
    product_id  bigint not null references product,
    seller_id   text collate "C" not null,
    title       text   not null,
    units       bigint not null check (units between 1 and 999),
    price_minor bigint not null check (price_minor > 0),
    primary key (order_id, product_id)
);

create index order_line_of_product on order_line (product_id, order_id);
create index order_line_of_seller on order_line (seller_id, order_id);

-- What happened to an order, append-only.
create table order_event (
    id       bigint generated always as identity primary key,
    order_id bigint not null references orders,
    status   text   not null,
    payment  text   not null,
    note     text   not null,
    at       timestamptz not null default wb_now()
);

create index order_event_of_order on order_event (order_id, id);

-- What one seller sent for an order.
create table parcel (
    order_id     bigint not null references orders,
    seller_id    text collate "C" not null,
    carrier      text,
    tracking     text,
    shipped_at   timestamptz not null default wb_now(),
    delivered_at timestamptz,
    primary key (order_id, seller_id)
);
