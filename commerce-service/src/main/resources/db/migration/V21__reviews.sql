-- What a buyer says of a product, once.
create table review (
    id         bigint primary key,
    product_id bigint   not null references product,
    author_id  text collate "C" not null,
    stars      smallint not null check (stars between 1 and 5),
    title      text     not null default '',
    body       text     not null default '',
    created_at timestamptz not null default wb_now(),
    unique (product_id, author_id)
);

create index review_of_product on review (product_id, id);
