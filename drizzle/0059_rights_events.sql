-- What was done for a case is never rewritten.
REVOKE UPDATE, DELETE ON consent.rights_step FROM selfsame_consent;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY[
      'identity', 'system', 'match', 'conflict', 'residency', 'access', 'suppression', 'retention', 'erasure'
    ]
    WHEN 'verification' THEN ARRAY[
      'verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence', 'retention', 'erasure'
    ]
    WHEN 'decision' THEN ARRAY[
      'decision', 'policy', 'review', 'login', 'signal', 'journey', 'retention', 'erasure'
    ]
    WHEN 'consent' THEN ARRAY[
      'consent', 'purpose', 'notice', 'hold', 'case', 'correction', 'export', 'privacy', 'retention', 'erasure'
    ]
  END
$$;
