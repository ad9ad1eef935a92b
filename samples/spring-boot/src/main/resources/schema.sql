create table if not exists loan (application varchar(40) not null primary key, outcome varchar(10) not null, decision varchar(60) not null unique);
