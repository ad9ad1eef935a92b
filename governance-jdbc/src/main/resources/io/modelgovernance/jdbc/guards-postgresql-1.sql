create function gov_refuse() returns trigger language plpgsql as $$ begin raise exception 'What governance has recorded is never changed: % of %', tg_op, tg_table_name using errcode = 'integrity_constraint_violation'; end $$
;
create trigger gov_journal_kept before update or delete or truncate on gov_journal for each statement execute function gov_refuse()
;
create trigger gov_observation_kept before update on gov_observation for each statement execute function gov_refuse()
