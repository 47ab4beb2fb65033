-- Every process opens sealed data, and so keeps to the epochs of wrapping keys. What they wrapped lies with the subgraphs, closed to this role.
DO $$
BEGIN
  BEGIN
    CREATE ROLE selfsame_keys NOLOGIN;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  GRANT selfsame_keys TO CURRENT_USER;
  REVOKE ALL ON SCHEMA keys FROM PUBLIC;
  GRANT USAGE ON SCHEMA keys TO selfsame_keys;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA keys TO selfsame_keys;
  ALTER DEFAULT PRIVILEGES IN SCHEMA keys GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO selfsame_keys;
END $$;
--> statement-breakpoint
-- When an epoch was destroyed must be known for ever, and a signing key never changes.
REVOKE DELETE ON keys.epoch FROM selfsame_keys;
--> statement-breakpoint
REVOKE UPDATE ON keys.signing_key FROM selfsame_keys;
