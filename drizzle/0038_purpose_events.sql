-- The consent subgraph tells of notices too.
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
    WHEN 'consent' THEN ARRAY['consent', 'purpose', 'notice', 'hold', 'retention', 'erasure']
  END
$$;
--> statement-breakpoint
-- A purpose is retired, never deleted: what people said of it must stay readable.
REVOKE DELETE ON consent.purpose FROM selfsame_consent;
