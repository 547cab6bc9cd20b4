-- How many there are of a product. Every change is one conditional UPDATE, and the stock law is a constraint: a program
-- that breaks it takes its own transaction down. Rows are updated in place, hence the room on each page.
create table stock (
    product_id  bigint primary key references product,
    received    bigint not null default 0 check (received    between 0 and 1000000000),
    available   bigint not null default 0 check (available   >= 0),
    reserved    bigint not null default 0 check (reserved    >= 0),
    sold        bigint not null default 0 check (sold        >= 0),
    written_off bigint not null default 0 check (written_off >= 0),
    constraint stock_law check (received = available + reserved + sold + written_off)
) with (fillfactor = 50);

-- What was done to stock and for which order, append-only. The columns of stock are sums over it, and both are written by
-- one statement: a row here without its change does not exist, nor one of a product that is not counted.
create table stock_movement (
    id         bigint generated always as identity primary key,
    product_id bigint not null,
    kind       text   not null check (kind in ('receive', 'write_off', 'reserve', 'claim', 'release', 'return')),
    units      bigint not null check (units > 0),
    order_id   bigint,
    at         timestamptz not null default wb_now(),
    check ((order_id is null) = (kind in ('receive', 'write_off')))
);

-- What must never be twice: the same movement for an order; and what was reserved ends as claimed or released, never both.
create unique index stock_movement_once on stock_movement (order_id, product_id, kind) where order_id is not null;
create unique index stock_movement_ends_once on stock_movement (order_id, product_id) where kind in ('claim', 'release');
create index stock_movement_received on stock_movement (product_id) include (units) where kind = 'receive';

create function stock_movements_stay() returns trigger language plpgsql as $$
begin
    raise exception 'movements of stock are append-only: correct one by another' using errcode = 'restrict_violation';
end $$;

create trigger stock_movement_stays before update or delete or truncate on stock_movement
    for each statement execute function stock_movements_stay();
