-- What somebody took stays written down: only its end and what others say of it come later.
REVOKE UPDATE, DELETE ON person.broken_glass FROM selfsame_person;
--> statement-breakpoint
GRANT UPDATE (ended_at, "end", finding, note, reviewed_by, reviewed_at) ON person.broken_glass TO selfsame_person;
CREATE OR REPLACE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY['identity', 'system', 'match', 'conflict', 'access', 'retention', 'erasure']
    WHEN 'verification' THEN ARRAY[
      'verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence', 'retention', 'erasure'
    ]
    WHEN 'decision' THEN ARRAY[
      'decision', 'policy', 'review', 'login', 'signal', 'journey', 'retention', 'erasure'
    ]
    WHEN 'consent' THEN ARRAY['consent', 'purpose', 'notice', 'hold', 'retention', 'erasure']
  END
$$;
