create table gov_schema (version integer not null primary key)
;
create table gov_log (ledger varchar(60) not null primary key, position bigint not null, recorded_at bigint not null, tree_state ${bytes} not null)
;
create table gov_scope (ledger varchar(60) not null, scope varchar(160) not null, revision bigint not null, primary key (ledger, scope))
;
create table gov_record (ledger varchar(60) not null, scope varchar(160) not null, kind varchar(160) not null, id varchar(160) not null, valid_from bigint not null, valid_to bigint not null, body ${bytes} not null, link_from varchar(160), link_to varchar(160), link_note varchar(160), primary key (ledger, kind, scope, id, valid_from))
;
create index gov_record_current on gov_record (ledger, kind, valid_to, scope, id)${living}
;
create index gov_record_from on gov_record (link_from, ledger, kind, valid_to, valid_from, link_to${key link_note})${include link_note}${where link_from}
;
create index gov_record_to on gov_record (link_to, ledger, kind, valid_to, valid_from, link_from${key link_note})${include link_note}${where link_to}
;
create table gov_term (ledger varchar(60) not null, kind varchar(160) not null, name varchar(160) not null, term varchar(160) not null, scope varchar(160) not null, id varchar(160) not null, valid_from bigint not null, valid_to bigint not null, primary key (ledger, kind, name, term, scope, id, valid_from))
;
create index gov_term_current on gov_term (ledger, kind, name, term, valid_to, scope, id)${include valid_from}${living}
;
create index gov_term_record on gov_term (ledger, kind, scope, id, valid_from, name, term, valid_to)
;
create table gov_journal (ledger varchar(60) not null, position bigint not null, act_id varchar(36) not null, recorded_at bigint not null, entry ${bytes} not null, nodes ${bytes} not null, primary key (ledger, position))
;
create index gov_journal_time on gov_journal (ledger, recorded_at, position)
;
create unique index gov_journal_act on gov_journal (ledger, act_id)
;
create table gov_observation (ledger varchar(60) not null, stream varchar(160) not null, writer varchar(160) not null, seq bigint not null, id varchar(160) not null, at_micros bigint not null, body ${bytes} not null, primary key (ledger, stream, writer, seq))
;
create unique index gov_observation_id on gov_observation (ledger, stream, id)
;
create table gov_content (ledger varchar(60) not null, digest varchar(64) not null, chunk integer not null, bytes ${bytes} not null, primary key (ledger, digest, chunk))
