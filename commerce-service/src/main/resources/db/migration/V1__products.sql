-- What products are sorted into. The slug is the category's name in addresses and in requests.
create table category (
    slug   text collate "C" primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
    title  text not null,
    parent text collate "C" references category
);

insert into category (slug, title) values
    ('electronics', 'Electronics'), ('toys', 'Toys'), ('books', 'Books'), ('home', 'Home'), ('fashion', 'Fashion'),
    ('sports', 'Sports'), ('garden', 'Garden'), ('beauty', 'Beauty'), ('grocery', 'Grocery'), ('music', 'Music');

-- What is for sale. Prices are minor units of the currency; stock is the inventory's business.
--   version  counts changes: an update names the version that it saw
create table product (
    id          bigint primary key,
    seller_id   text collate "C" not null,
    title       text   not null check (length(title) between 1 and 300),
    description text   not null default '',
    category    text collate "C" not null references category,
    price_minor bigint not null check (price_minor > 0),
    currency    text   not null check (currency ~ '^[A-Z]{3}$'),
    images      text[] not null default '{}',
    state       text   not null default 'active' check (state in ('active', 'withdrawn')),
    version     bigint not null default 0,
    created_at  timestamptz not null default wb_now(),
    updated_at  timestamptz not null default wb_now()
);

create index product_of_seller on product (seller_id, id);
