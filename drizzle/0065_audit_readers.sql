-- The systems that were given data of some people, or told what happened to them, as long as the log can say whom it was about.
-- What was written a moment ago has no place yet.
CREATE FUNCTION audit.readers(p_people uuid[]) RETURNS TABLE (system text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
  SELECT DISTINCT body::jsonb ->> 'system'
  FROM (
    SELECT entry.body FROM audit.opening JOIN audit.entry USING (index) WHERE opening.people && p_people
    UNION ALL
    SELECT written.body
    FROM audit.intake CROSS JOIN LATERAL jsonb_to_recordset(intake.entries) AS written (body text, people uuid[])
    WHERE written.people && p_people
  ) told
  WHERE body::jsonb ->> 'kind' = 'READ'
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION audit.readers(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION audit.readers(uuid[]) TO selfsame_consent;
