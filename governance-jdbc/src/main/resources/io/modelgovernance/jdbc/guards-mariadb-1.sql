create trigger gov_journal_kept before update on gov_journal for each row signal sqlstate '45000' set message_text = 'What governance has recorded is never changed: update of gov_journal'
;
create trigger gov_journal_all before delete on gov_journal for each row signal sqlstate '45000' set message_text = 'What governance has recorded is never changed: delete of gov_journal'
;
create trigger gov_observation_kept before update on gov_observation for each row signal sqlstate '45000' set message_text = 'What governance has recorded is never changed: update of gov_observation'
