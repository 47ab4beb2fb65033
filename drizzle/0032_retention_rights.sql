-- Whom a legal hold keeps today: every id that leads to the same person as one that it names. Each subgraph has it of its own.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['verification', 'decision', 'consent'] LOOP
    EXECUTE format('
      CREATE VIEW %1$I.held WITH (security_invoker = true) AS
      SELECT other.id AS person_id, hold.id AS hold_id, hold.classes
      FROM %1$I.known_hold hold
      JOIN %1$I.known_person asked ON asked.id = hold.person_id
      JOIN %1$I.known_person other ON other.person_id = asked.person_id', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE VIEW person.held WITH (security_invoker = true) AS
SELECT one.id AS person_id, hold.id AS hold_id, hold.classes
FROM person.known_hold hold
JOIN person.person asked ON asked.id = hold.person_id
JOIN person.person today ON today.id = coalesce(asked.merged_into, asked.id)
CROSS JOIN LATERAL unnest(today.id || today.merged_ids) one (id);
--> statement-breakpoint
-- A policy is replaced, and a report stands.
REVOKE UPDATE, DELETE ON consent.retention_policy, consent.retention_run FROM selfsame_consent;
--> statement-breakpoint
REVOKE DELETE ON consent.legal_hold FROM selfsame_consent;
--> statement-breakpoint
-- How long things are kept until somebody says otherwise. What is asserted, decided and agreed is kept for ever at first: a
-- hub that is upgraded shall not begin to delete it by itself.
INSERT INTO consent.retention_policy (subject, event_type, version, period, set_by, set_at)
SELECT subject, '', 1, period, 'selfsame', now()
FROM (VALUES
  ('SUPERSEDED_CLAIMS', NULL),
  ('VERIFICATIONS', NULL),
  ('VENDOR_MESSAGES', 'P30D'),
  ('DEAD_LETTERS', 'P90D'),
  ('EVIDENCE_FILES', 'P1825D'),
  ('DECISIONS', NULL),
  ('SIGNALS', 'P90D'),
  ('REVIEW_NOTES', NULL),
  ('JOURNEYS', NULL),
  ('JOURNEY_WORK', 'PT1H'),
  ('CONSENTS', NULL),
  ('HOLDS', NULL),
  ('EVENTS', 'P365D'),
  ('IDEMPOTENCY_KEYS', 'P1D')
) first (subject, period);
--> statement-breakpoint
DO $$
DECLARE
  task record;
BEGIN
  FOR task IN SELECT * FROM (VALUES
    ('person', ARRAY['SUPERSEDED_CLAIMS', 'IDEMPOTENCY_KEYS']),
    ('verification', ARRAY['VERIFICATIONS', 'VENDOR_MESSAGES', 'DEAD_LETTERS', 'EVIDENCE_FILES', 'IDEMPOTENCY_KEYS']),
    ('decision', ARRAY['DECISIONS', 'SIGNALS', 'REVIEW_NOTES', 'JOURNEYS', 'JOURNEY_WORK', 'IDEMPOTENCY_KEYS']),
    ('consent', ARRAY['CONSENTS', 'HOLDS', 'EVENTS', 'IDEMPOTENCY_KEYS'])
  ) whose (name, subjects) LOOP
    EXECUTE format('
      INSERT INTO %I.retention_task (subject, version, period_ms, due_at)
      SELECT subject, version, extract(epoch FROM period::interval) * 1000, ''epoch''
      FROM consent.retention_policy WHERE subject = ANY ($1)', task.name) USING task.subjects;
  END LOOP;
END $$;
--> statement-breakpoint
-- Each subgraph tells what went in it.
CREATE OR REPLACE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY['identity', 'system', 'match', 'conflict', 'retention', 'erasure']
    WHEN 'verification' THEN ARRAY[
      'verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence', 'retention', 'erasure'
    ]
    WHEN 'decision' THEN ARRAY[
      'decision', 'policy', 'review', 'login', 'signal', 'journey', 'retention', 'erasure'
    ]
    WHEN 'consent' THEN ARRAY['consent', 'purpose', 'hold', 'retention', 'erasure']
  END
$$;
