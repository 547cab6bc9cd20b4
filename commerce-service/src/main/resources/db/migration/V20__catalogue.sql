-- What buyers think of a product, counted where the product is, so that lists can be sorted by it. It does not touch the
-- version that sellers edit against.
--   rating_version  counts changes of the rating
--   revision        grows with any change, of the seller's or of the rating: what a copy of the row is compared by
alter table product
    add reviews        int    not null default 0 check (reviews >= 0),
    add stars          bigint not null default 0 check (stars >= 0),
    add rating         numeric(4, 3) generated always as
                       (case when reviews = 0 then 0 else round(stars::numeric / reviews, 3) end) stored,
    add rating_version bigint not null default 0,
    add revision       bigint generated always as (version + rating_version + 1) stored;

create index product_by_price on product (currency, price_minor, id) where state = 'active';
create index product_of_category_by_price on product (category, currency, price_minor, id) where state = 'active';
create index product_of_category on product (category, id) where state = 'active';
create index product_by_rating on product (rating, id) where state = 'active';
create index product_of_category_by_rating on product (category, rating, id) where state = 'active';

-- Who reads the changes of products for the search engine; one row.
--   beat     is written so that an idle catalogue does not hold back the log of a busy database
--   wanted, rebuilt  how often somebody wanted the index filled anew, and which of these wishes has come true
create table search_feed (
    id           int primary key default 1 check (id = 1),
    holder       text,
    leased_until timestamptz not null default '-infinity',
    beat         timestamptz,
    wanted       bigint not null default 0,
    rebuilt      bigint not null default 0
);
insert into search_feed default values;

-- How far the reader of changes has come.
create table search_feed_offset (
    key   bytea primary key,
    value bytea
);

create publication catalogue for table product, search_feed;
