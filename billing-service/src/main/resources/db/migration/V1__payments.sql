-- What a customer pays with: a token of the provider, never a card.
create table payment_method (
    id         text collate "C" primary key,
    owner_id   text collate "C" not null,
    token      text not null check (token ~ '^tok_[A-Za-z0-9_]{1,64}$'),
    created_at timestamptz not null default wb_now(),
    unique (owner_id, token)
);

-- One payment for one order or ride. Amounts are minor units of the currency.
--   payment_key  the caller's name for it: one key is one payment, for ever
--   refunding    what refunds under way have set aside, so that two of them cannot promise the same money
--   deciding     whether an authorisation, a capture or a void is under way; there is one at a time
--   authorization  the provider's name of the authorisation that everything else refers to
--   splits       account=minor units, separated by commas: to whom the amount belongs, if not to the platform alone
create table payment (
    id            text collate "C" primary key,
    payment_key   text collate "C" not null unique,
    reference     text collate "C" not null,
    customer_id   text collate "C" not null,
    token         text    not null check (token ~ '^tok_[A-Za-z0-9_]{1,64}$'),
    capture_mode  text    not null check (capture_mode in ('automatic', 'manual')),
    amount        bigint  not null check (amount > 0),
    currency      text    not null check (currency ~ '^[A-Z]{3}$'),
    splits        text    not null,
    state         text    not null check (state in ('pending', 'unknown', 'authorised', 'declined', 'partially_captured',
                                                    'captured', 'voided', 'partially_refunded', 'refunded')),
    captured      bigint  not null default 0 check (captured between 0 and amount),
    refunded      bigint  not null default 0 check (refunded >= 0),
    refunding     bigint  not null default 0 check (refunding >= 0),
    deciding      boolean not null,
    "authorization" text,
    version       bigint  not null default 0,
    created_at    timestamptz not null default wb_now(),
    updated_at    timestamptz not null default wb_now(),
    check (refunded + refunding <= captured)
);

create index payment_of_reference on payment (reference);

-- The commands that were accepted: one key has one effect. fingerprint is the SHA-256 of what the command said.
create table payment_command (
    payment_key text collate "C" not null,
    command_key text collate "C" not null,
    fingerprint bytea not null,
    at          timestamptz not null default wb_now(),
    primary key (payment_key, command_key)
);

-- What the provider is asked to do. The id is the provider's idempotency key, so the same logical attempt has the same
-- key however often it is sent, and whichever process sends it. The row is committed before the first call.
--   attempt      counts claims; whoever records something about the call says which attempt it was, and a stale one is ignored
--   due_at       when it may be claimed (next); pushed into the future by a claim, which makes it the lease; null when final
--   first_sent_at  since when the provider may know of it
create table operation (
    id            text collate "C" primary key,
    payment_id    text collate "C" not null references payment,
    type          text   not null check (type in ('authorise', 'capture', 'void', 'refund')),
    amount        bigint not null check (amount > 0),
    currency      text   not null,
    command_key   text collate "C" not null,
    state         text   not null check (state in ('pending', 'sending', 'unknown', 'succeeded', 'declined')),
    attempt       int    not null default 0,
    due_at        timestamptz default wb_now(),
    first_sent_at timestamptz,
    provider_ref  text,
    decline_code  text,
    last_trouble  text,
    traceparent   text,
    created_at    timestamptz not null default wb_now(),
    finished_at   timestamptz,
    check ((due_at is null) = (state in ('succeeded', 'declined')))
);

create index operation_due on operation (due_at) where due_at is not null;
create index operation_of_payment on operation (payment_id, created_at, id);
-- What must never be twice: an authorisation of a payment; a decision about it under way.
create unique index operation_authorises_once on operation (payment_id) where type = 'authorise';
create unique index operation_decides_alone on operation (payment_id) where type <> 'refund' and due_at is not null;

-- Webhooks that were taken: the same event is looked at once.
create table webhook_event (
    id          text collate "C" primary key,
    received_at timestamptz not null default wb_now()
);

create index webhook_event_received on webhook_event (received_at);
