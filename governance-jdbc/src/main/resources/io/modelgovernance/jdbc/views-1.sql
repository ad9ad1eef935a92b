create view gov_acts as select j.ledger, j.position, ${utc j.recorded_at} as recorded_utc, ${text j.entry type} as type, ${text j.entry actor} as actor, ${text j.entry actorKind} as actor_kind, ${text j.entry subject} as subject, ${text j.entry reason} as reason, j.act_id, ${body j.entry} as entry from gov_journal j
;
create view gov_decisions as select o.ledger, o.stream, substring(o.stream, 10) as model, ${utc o.at_micros} as decided_utc, o.id, ${text o.body version} as version, ${text o.body alias} as alias, ${text o.body caller} as caller, ${text o.body purpose} as purpose, ${number o.body score} as score, ${text o.body outcome} as outcome, ${raw o.body reasons} as reasons, ${text o.body policy} as policy, o.writer, o.seq, ${body o.body} as body from gov_observation o where o.stream like 'decision/%'
;
create view gov_aliases as select r.ledger, substring(r.scope, 7) as model, r.id as alias, ${text r.body version} as version, ${number r.body revision} as revision, ${text r.body movedBy} as moved_by, ${text r.body movedAt} as moved_at, r.valid_from as position from gov_record r where r.kind = 'alias' and r.valid_to = 9223372036854775807
;
create view gov_champions as select a.ledger, a.model, a.version, a.moved_by, a.moved_at, a.position from gov_aliases a where a.alias = 'champion'
;
create view gov_versions as select r.ledger, substring(r.scope, 7) as model, ${text r.body id} as version, ${text s.body stage} as stage, ${text s.body by} as stage_by, ${text s.body since} as stage_since, r.valid_from as position, ${body r.body} as body from gov_record r left join gov_record s on s.ledger = r.ledger and s.kind = 'stage' and s.scope = r.scope and s.id = r.id and s.valid_to = 9223372036854775807 where r.kind = 'version' and r.valid_to = 9223372036854775807
;
create view gov_requests as select r.ledger, ${text r.body version} as version, r.id, ${text r.body from} as from_stage, ${text r.body to} as to_stage, ${text r.body status} as status, ${text r.body requestedBy} as requested_by, ${text r.body at} as requested_at, ${number r.body votesNeeded} as votes_needed, ${raw r.body votes} as votes, r.valid_from as position from gov_record r where r.kind = 'request' and r.valid_to = 9223372036854775807
;
create view gov_deployments as select r.ledger, ${text r.body version} as version, ${text r.body environment} as environment, ${text r.body image} as image, ${text r.body by} as deployed_by, ${text r.body at} as deployed_at, r.valid_from as position from gov_record r where r.kind = 'deployment' and r.valid_to = 9223372036854775807
;
create view gov_risk_ratings as select r.ledger, ${text r.body version} as version, ${text r.body rating.tier} as tier, ${number r.body rating.materialityBand} as materiality_band, ${number r.body rating.inherentBand} as inherent_band, ${raw r.body rating.provisional} as provisional, ${text r.body rating.scheme} as scheme, ${text r.body assessedBy} as assessed_by, ${text r.body assessedAt} as assessed_at, r.valid_from as position, ${body r.body} as body from gov_record r where r.kind = 'assessment' and r.valid_to = 9223372036854775807
;
create view gov_findings as select r.ledger, substring(r.scope, 7) as model, ${text r.body version} as version, r.id, ${text r.body severity} as severity, ${raw r.body open} as is_open, ${text r.body owner} as owner, ${text r.body dueOn} as due_on, ${text r.body text} as finding, ${text r.body openedBy} as opened_by, ${text r.body openedAt} as opened_at, ${text r.body closure} as closure, r.valid_from as position from gov_record r where r.kind = 'finding' and r.valid_to = 9223372036854775807
;
create view gov_validations as select r.ledger, ${text r.body version} as version, ${text r.body plan} as validation_plan, ${text r.body verdict} as verdict, ${text r.body validator} as validator, ${text r.body validatedAt} as validated_at, ${text r.body comment} as remark, r.valid_from as position, ${body r.body} as body from gov_record r where r.kind = 'validation' and r.valid_to = 9223372036854775807
;
create view gov_drift_reports as select r.ledger, substring(r.scope, 7) as model, substring(r.kind, 7) as version_number, r.id, ${text r.body verdict} as verdict, ${number r.body rows} as row_count, ${text r.body explanation} as explanation, r.valid_from as position, ${body r.body} as body from gov_record r where r.kind like 'drift.%' and r.valid_to = 9223372036854775807
;
create view gov_runs as select r.ledger, r.id, ${text r.body name} as name, ${text r.body actor} as actor, ${text r.body status} as status, ${text r.body startedAt} as started_at, ${text r.body finishedAt} as finished_at, ${text r.body code} as code, r.valid_from as position, ${body r.body} as body from gov_record r where r.kind = 'run' and r.valid_to = 9223372036854775807
;
create view gov_lineage as select r.ledger, ${text r.body from.kind} as from_kind, ${text r.body from.id} as from_id, ${text r.body role} as role, ${text r.body to.kind} as to_kind, ${text r.body to.id} as to_id, ${text r.body confidence} as confidence, ${text r.body producer} as producer, ${text r.body at} as recorded_at, r.valid_from as position from gov_record r where r.kind = 'edge' and r.valid_to = 9223372036854775807
;
create view gov_records as select r.ledger, r.scope, r.kind, r.id, r.valid_from, r.valid_to, ${body r.body} as body from gov_record r
