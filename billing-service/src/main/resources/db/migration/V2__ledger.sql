-- The ledger: double entry, append-only. An entry is one movement of money; its postings sum to zero in each currency.
create table ledger_account (
    code text collate "C" primary key,
    kind text not null check (kind in ('asset', 'liability', 'income'))
);

create table ledger_entry (
    id           bigint generated always as identity primary key,
    operation_id text collate "C" not null unique references operation,   -- one operation moves money once
    made_by      xid8        not null default pg_current_xact_id(),
    at           timestamptz not null default wb_now()
);

-- amount > 0 debits the account, amount < 0 credits it; in minor units.
create table ledger_posting (
    entry_id bigint not null references ledger_entry,
    account  text collate "C" not null references ledger_account,
    currency text   not null check (currency ~ '^[A-Z]{3}$'),
    amount   bigint not null check (amount <> 0),
    primary key (entry_id, account, currency)
);

create index ledger_posting_of_account on ledger_posting (account, currency);

-- Deferred to the commit: whatever wrote it, an entry that does not balance takes its transaction down with it.
create function ledger_must_balance() returns trigger language plpgsql as $$
declare
    entry bigint;
begin
    if tg_table_name = 'ledger_entry' then
        entry := new.id;
    else
        entry := new.entry_id;
    end if;
    if not exists (select from ledger_posting where entry_id = entry) then
        raise exception 'ledger entry % has no postings', entry using errcode = 'check_violation';
    end if;
    if exists (select from ledger_posting where entry_id = entry group by currency having sum(amount) <> 0) then
        raise exception 'ledger entry % does not balance', entry using errcode = 'check_violation';
    end if;
    return null;
end $$;

create constraint trigger ledger_entry_balances after insert on ledger_entry
    deferrable initially deferred for each row execute function ledger_must_balance();
create constraint trigger ledger_posting_balances after insert on ledger_posting
    deferrable initially deferred for each row execute function ledger_must_balance();

-- An entry is complete when its transaction commits: later postings would change the past, even balanced ones.
create function ledger_entry_is_closed() returns trigger language plpgsql as $$
begin
    if not exists (select from ledger_entry where id = new.entry_id and made_by = pg_current_xact_id()) then
        raise exception 'ledger entry % is closed', new.entry_id using errcode = 'check_violation';
    end if;
    return new;
end $$;

create trigger ledger_posting_in_time before insert on ledger_posting
    for each row execute function ledger_entry_is_closed();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger is append-only: correct it by another entry' using errcode = 'restrict_violation';
end $$;

create trigger ledger_entry_stays before update or delete or truncate on ledger_entry
    for each statement execute function ledger_is_append_only();
create trigger ledger_posting_stays before update or delete or truncate on ledger_posting
    for each statement execute function ledger_is_append_only();
create trigger ledger_account_stays before update or delete or truncate on ledger_account
    for each statement execute function ledger_is_append_only();
