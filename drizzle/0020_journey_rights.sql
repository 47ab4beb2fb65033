-- What a journey did is never rewritten.
REVOKE UPDATE, DELETE ON decision.journey_log FROM selfsame_decision;
--> statement-breakpoint
-- What runs journeys keeps how far it has read the log, and nothing of anybody's.
DO $$
BEGIN
  BEGIN
    CREATE ROLE selfsame_journeys NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  GRANT selfsame_journeys TO CURRENT_USER;
  REVOKE ALL ON SCHEMA journeys FROM PUBLIC;
  GRANT USAGE ON SCHEMA journeys TO selfsame_journeys;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA journeys TO selfsame_journeys;
  ALTER DEFAULT PRIVILEGES IN SCHEMA journeys GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO selfsame_journeys;
END $$;
--> statement-breakpoint
-- Journeys are moved by what happens from now on.
INSERT INTO journeys.reader (name, position) SELECT 'journeys', position FROM log.head;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY['identity', 'system', 'match', 'conflict']
    WHEN 'verification' THEN ARRAY['verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence']
    WHEN 'decision' THEN ARRAY['decision', 'policy', 'review', 'login', 'signal', 'journey']
    WHEN 'consent' THEN ARRAY['consent']
  END
$$;
