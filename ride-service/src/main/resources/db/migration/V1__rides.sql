-- Who drives, and with what. available is what the driver wants; whether somebody drives just now is told by offer.
create table driver (
    id             text collate "C" primary key,
    city           text not null,
    make           text not null,
    model          text not null,
    plate          text not null,
    color          text not null,
    license_number text not null unique,
    available      boolean not null default false,
    created_at     timestamptz not null default wb_now()
);

-- What a ride costs, pinned: made by an estimate, used by at most one ride. Amounts are minor units of the currency.
--   surge      hundredths
--   rate_card  the version of the prices it was made with
create table quote (
    id          text collate "C" primary key,
    rider_id    text collate "C" not null,
    city        text not null,
    ride_type   text not null check (ride_type in ('standard', 'xl', 'premium')),
    pickup_lat  double precision not null,
    pickup_lng  double precision not null,
    dropoff_lat double precision not null,
    dropoff_lng double precision not null,
    metres      bigint  not null check (metres >= 0),
    seconds     bigint  not null check (seconds >= 0),
    surge       integer not null check (surge >= 100),
    rate_card   text    not null,
    fare        bigint  not null check (fare > 0),
    currency    text    not null check (currency ~ '^[A-Z]{3}$'),
    expires_at  timestamptz not null,
    used        boolean not null default false
);

create index quote_unused on quote (expires_at) where not used;

-- One row a ride. Every change is a compare-and-set on version, changes of its offers included.
--   match_until  when the search for a driver ends
--   match_at     when the matcher looks at it next; a matcher that dies leaves it due again
--   fee          what a cancellation cost
--   fare         what the ride cost
create table ride (
    id             text collate "C" primary key,
    quote_id       text collate "C" not null unique references quote,
    rider_id       text collate "C" not null,
    driver_id      text collate "C" references driver,
    state          text   not null check (state in ('matching', 'accepted', 'arriving', 'in_progress', 'completed',
                                                    'cancelled', 'no_drivers')),
    payment_method text,
    requested_at   timestamptz not null default wb_now(),
    match_until    timestamptz not null,
    match_at       timestamptz,
    accepted_at    timestamptz,
    arrived_at     timestamptz,
    started_at     timestamptz,
    ended_at       timestamptz,
    cancelled_by   text check (cancelled_by in ('rider', 'driver')),
    fee            bigint not null default 0 check (fee >= 0),
    fare           bigint check (fare > 0),
    metres         bigint,
    version        bigint not null default 0,
    check ((driver_id is null) = (accepted_at is null)),
    check ((state = 'completed') = (fare is not null)),
    check ((state = 'cancelled') = (cancelled_by is not null)),
    check ((state = 'matching') = (match_at is not null)),
    check (fee = 0 or state = 'cancelled')
);

create index ride_due on ride (match_at) where match_at is not null;
create index ride_of_rider on ride (rider_id, id desc);
create index ride_of_driver on ride (driver_id, id desc) where driver_id is not null;

-- A ride offered to a driver, once (the key). An accepted offer stays so until the ride is over, which makes it the
-- assignment: the two indexes below are what keeps two rides out of one car, and two cars from one ride, whatever
-- programs do.
create table offer (
    ride_id    text collate "C" not null references ride,
    driver_id  text collate "C" not null references driver,
    state      text not null check (state in ('pending', 'accepted', 'declined', 'expired', 'withdrawn', 'done')),
    made_at    timestamptz not null default wb_now(),
    expires_at timestamptz not null,
    primary key (ride_id, driver_id)
);

create unique index offer_one_ride_a_driver on offer (driver_id) where state in ('pending', 'accepted');
create unique index offer_one_driver_a_ride on offer (ride_id) where state = 'accepted';

-- How far a ride in progress has been driven, by the positions that were believed.
create table trace (
    ride_id   text collate "C" primary key references ride,
    driver_id text collate "C" not null,
    metres    double precision not null default 0,
    points    integer not null default 0,
    last_lat  double precision,
    last_lng  double precision,
    last_at   timestamptz,
    open      boolean not null default true
);

create unique index trace_of_driver on trace (driver_id) where open;

-- One rating a ride and direction.
create table rating (
    ride_id text collate "C" not null references ride,
    by_whom text collate "C" not null,
    of_whom text collate "C" not null,
    stars   smallint not null check (stars between 1 and 5),
    comment text,
    at      timestamptz not null default wb_now(),
    primary key (ride_id, by_whom)
);

-- The sum of all ratings of somebody, as rider and as driver.
create table reputation (
    user_id text collate "C" primary key,
    stars   bigint not null,
    votes   bigint not null
);
