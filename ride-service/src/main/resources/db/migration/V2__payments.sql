-- What a ride that is over costs its rider, and what billing has told us of it. Amounts are minor units.
--   fee      the platform's share; the driver has the rest
--   status   cash if the rider named no payment method; requested until billing has told us more; then as billing tells it
--   version  of billing's payment: the highest is the latest
create table payment (
    ride_id   text collate "C" primary key references ride,
    driver_id text collate "C" not null,
    amount    bigint not null check (amount > 0),
    fee       bigint not null check (fee between 0 and amount),
    currency  text   not null check (currency ~ '^[A-Z]{3}$'),
    status    text   not null,
    version   bigint not null default -1,
    at        timestamptz not null default wb_now()
);

create index payment_of_driver on payment (driver_id, at);
